import {Box, Text} from 'ink';
import {isSameSettings, type SettingReport, type Snapshot} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';
import {formatSettingShort} from '../format/segment.ts';
import type {Profile} from '../monitor/state.ts';
import {useColors, useSymbols} from './context.ts';
import {Line} from './line.tsx';
import {Section} from './section.tsx';
import {Segments} from './segments.tsx';

interface Props {
  readonly snapshot: Snapshot;
  readonly profiles: readonly Profile[];
  /** The index of the selected profile. */
  readonly selected: number;
  readonly columns: number;
  readonly rows: number;
}

/** The menu of profiles to compare, and the results of the settings tried so far. */
export function ProfileMenu({snapshot, profiles, selected, columns, rows}: Props) {
  const reports = snapshot.pipeline.settings;
  const heading = formatRow(
    reports.map((report) => [report, report.rateOf ?? report.name]),
    'batch of capacity',
  );
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Section title="Lab" note="the pipeline drains, and goes on in this shape" columns={columns}>
        <Line dimColor>{`  ${'profile'.padEnd(nameColumns)}  ${heading}`}</Line>
        {profiles.map((profile, index) => (
          <ProfileRow
            key={profile.name}
            profile={profile}
            snapshot={snapshot}
            index={index}
            isSelected={index === selected}
          />
        ))}
        <Line dimColor>[ ] halve and double the capacity here too, and , . the batch</Line>
      </Section>
      <Segments snapshot={snapshot} columns={columns} rows={rows - profiles.length - 3} />
    </Box>
  );
}

const nameColumns = 25;
const choiceColumns = 14;
const sizeColumns = 22;
const numberColumns = 10;

/** Joins the choices, the size and the numbers of a profile as columns. */
function formatRow(values: ReadonlyArray<readonly [SettingReport, string]>, size: string): string {
  const pick = (isChoice: boolean, columns: number) =>
    values
      .filter(([{choices}]) => (choices !== null) === isChoice)
      .map(([, text]) => text.padEnd(columns))
      .join('');
  return `${pick(true, choiceColumns)}${size.padEnd(sizeColumns)}${pick(false, numberColumns)}`.trimEnd();
}

interface RowProps {
  readonly profile: Profile;
  readonly snapshot: Snapshot;
  readonly index: number;
  readonly isSelected: boolean;
}

function ProfileRow({profile: {name, settings}, snapshot, index, isSelected}: RowProps) {
  const colors = useColors();
  const {pointer} = useSymbols();
  const {batchMessages, capacityMessages} = settings;
  return (
    <Line>
      <Text bold color={colors.title}>
        {`${index + 1} `}
      </Text>
      <Text bold={isSelected}>
        {name.padEnd(nameColumns)}
        {isSelected ? pointer : ' '}{' '}
        {formatRow(
          snapshot.pipeline.settings.map((report) => [
            report,
            formatSettingShort(report, settings[report.name]),
          ]),
          `${formatCount(batchMessages)} of ${formatCount(capacityMessages)}`,
        )}
      </Text>
      {isSameSettings(settings, snapshot.settings) ? ' now' : ''}
    </Line>
  );
}
