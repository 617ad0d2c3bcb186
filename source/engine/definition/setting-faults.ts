import type {PipelineData, SettingData} from './types.ts';

/** The keys of the monitor itself. A setting with one of them would take it away. */
const monitorKeys = [...'qpxsltn?[],.=123456 '];

/** Returns the faults of the settings of a definition, as ends of sentences. */
export function settingFaults(data: PipelineData): string[] {
  const settings = Object.entries(data.settings ?? {});
  const keys = settings.flatMap(([, setting]) => setting.keys ?? []);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return [
    ...settings.flatMap(([name, setting]) => [
      ...valueFaults(name, setting),
      ...countedFaults(data, name, setting),
      ...keyFaults(name, setting),
    ]),
    ...(twice === undefined ? [] : [`two settings have the key ${twice}`]),
  ];
}

function valueFaults(name: string, setting: SettingData): string[] {
  const {initial} = setting;
  if ('choices' in setting) {
    if (setting.choices.includes(setting.initial)) return [];
    return [`setting ${name} begins with ${initial}, which is not one of its choices`];
  }
  const {min, max} = setting;
  if (setting.initial >= min && setting.initial <= max) return [];
  return [`setting ${name} begins with ${initial}, which is not from ${min} to ${max}`];
}

function countedFaults(data: PipelineData, name: string, setting: SettingData): string[] {
  if (!('choices' in setting) || setting.counted === undefined) return [];
  const {actor, fields} = setting.counted;
  const unknown = fields.find((field) => !isNumberField(data, actor, field));
  if (unknown !== undefined) {
    return [`setting ${name} is counted by ${actor}.${unknown}, which is not in its state`];
  }
  const {length} = setting.choices;
  if (fields.length === length) return [];
  return [`setting ${name} is counted by ${fields.length} fields, and it has ${length} choices`];
}

function keyFaults(name: string, {keys, short, long, ...setting}: SettingData): string[] {
  if (keys === undefined) return [];
  const wrong = keys.find((key) => key.length !== 1);
  if (wrong !== undefined) return [`setting ${name} has the key ${wrong}; it takes one character`];
  const taken = keys.find((key) => monitorKeys.includes(key));
  if (taken !== undefined) return [`setting ${name} has the key ${taken}, which the monitor has`];
  if (!short || !long) return [`setting ${name} has keys, and no texts for them: short and long`];
  const hasSteps = 'choices' in setting || setting.steps !== undefined;
  return hasSteps ? [] : [`setting ${name} has keys, and no steps for them`];
}

/** Whether the state of an actor has a field that is a single number. */
export function isNumberField({actors}: PipelineData, actor: string, field: string): boolean {
  const {state = {}} = Object.hasOwn(actors, actor) ? (actors[actor] ?? {}) : {};
  return Object.hasOwn(state, field) && typeof state[field] === 'number';
}
