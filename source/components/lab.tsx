import {Box, Text} from 'ink';
import {type Profile, profiles, type Snapshot} from '../engine/index.ts';
import {formatCount} from '../format/number.ts';
import {beatsInShort} from '../format/segment.ts';
import {Line} from './line.tsx';
import {useColours, useSymbols} from './look.ts';
import {Section} from './section.tsx';
import {Segments} from './segments.tsx';

interface Props {
  readonly snapshot: Snapshot;
  /** The index of the selected profile. */
  readonly choice: number;
  readonly columns: number;
  readonly rows: number;
}

/** The lab's menu: profiles to compare, and the results of the settings tried so far. */
export function Lab({snapshot, choice, columns, rows}: Props) {
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Section title="Lab" note="the pipeline drains, and goes on in this shape" columns={columns}>
        <Line dimColor>{heading}</Line>
        {profiles.map((profile, place) => (
          <ProfileRow
            key={profile.name}
            profile={profile}
            place={place}
            isSelected={place === choice}
            isPresent={isShapeOf(profile, snapshot)}
          />
        ))}
        <Line dimColor>[ ] halve and double the capacity here too, and , . the batch</Line>
      </Section>
      <Segments snapshot={snapshot} columns={columns} rows={rows - profiles.length - 3} />
    </Box>
  );
}

const heading = '  profile                    mode          batch of capacity     beats';

interface RowProps {
  readonly profile: Profile;
  readonly place: number;
  readonly isSelected: boolean;
  readonly isPresent: boolean;
}

function ProfileRow({profile, place, isSelected, isPresent}: RowProps) {
  const colours = useColours();
  const {pointer} = useSymbols();
  const {name, mode, batchMessages, capacityMessages, beatPeriodMs} = profile;
  return (
    <Line>
      <Text bold color={colours.title}>
        {`${place + 1} `}
      </Text>
      <Text bold={isSelected}>
        {name.padEnd(25)}
        {isSelected ? pointer : ' '} {mode.padEnd(14)}
        {`${formatCount(batchMessages)} of ${formatCount(capacityMessages)}`.padEnd(22)}
        {beatsInShort(beatPeriodMs)}
      </Text>
      {isPresent ? ' now' : ''}
    </Line>
  );
}

/** Whether the run has the settings of `profile`. */
function isShapeOf(profile: Profile, {mode, batchMessages, beat, channels}: Snapshot): boolean {
  return (
    profile.mode === mode &&
    profile.batchMessages === batchMessages &&
    profile.beatPeriodMs === beat.periodMs &&
    profile.capacityMessages === channels[0]?.capacityMessages
  );
}
