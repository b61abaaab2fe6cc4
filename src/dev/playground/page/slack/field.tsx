/** One input block of a modal: its label, its element, its hint and its error. */
import { useState } from 'react';
import type { SlackJson } from '../../../fakes/slack/fake-slack';
import { useAct } from '../failure-notice';
import { textOf, stringOrEmpty } from './blocks';

interface FieldProps {
  readonly input: SlackJson;
  readonly person: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (value: string) => void;
}

export function FieldView(props: FieldProps) {
  const { input, error } = props;
  const id = `field-${String(input['block_id'])}`;
  const hint = textOf({ text: input['hint'] });
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={id}>
        {textOf({ text: input['label'] })}
        {input['optional'] === true ? <span className="optional"> (optional)</span> : null}
      </label>
      <ElementView {...props} id={id} describedBy={describedBy} />
      {hint === '' ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface ElementProps extends FieldProps {
  readonly id: string;
  readonly describedBy: string;
}

function ElementView({ input, person, value, onType, id, describedBy }: ElementProps) {
  const element = input['element'] as SlackJson;
  const common = {
    id,
    value,
    required: input['optional'] !== true,
    'aria-describedby': describedBy,
    onChange: ({ target }: { target: { value: string } }) => onType(target.value),
  };
  switch (element['type']) {
    case 'plain_text_input':
      return element['multiline'] === true ? <textarea rows={4} {...common} /> : <input type="text" {...common} />;
    case 'number_input':
      return <input type="text" inputMode="decimal" {...common} />;
    case 'datepicker':
      return <input type="date" {...common} />;
    case 'timepicker':
      return <input type="time" {...common} />;
    case 'checkboxes':
    case 'multi_static_select':
      return <Boxes {...{ element, id, value, onType }} />;
    case 'external_select':
      return <Lookup {...{ element, person, id, value, onType }} />;
    default:
      return (
        <select {...common}>
          <option value="">Choose…</option>
          {((element['options'] ?? []) as readonly SlackJson[]).map((option) => (
            <option key={String(option['value'])} value={String(option['value'])}>
              {textOf(option)}
            </option>
          ))}
        </select>
      );
  }
}

type BoxesProps = Pick<LookupProps, 'element' | 'id' | 'value' | 'onType'>;

/** Several options may be chosen: the value is theirs with commas between, in the order of the options. */
function Boxes({ element, id, value, onType }: BoxesProps) {
  const options = (element['options'] ?? []) as readonly SlackJson[];
  const selected = value.split(',');
  const toggle = (toggled: string, on: boolean): void => {
    const all = options.map((option) => String(option['value']));
    onType(all.filter((each) => (each === toggled ? on : selected.includes(each))).join(','));
  };
  return (
    <div id={id} role="group">
      {options.map((option) => {
        const optionValue = String(option['value']);
        const on = selected.includes(optionValue);
        return (
          <label key={optionValue} className="box">
            <input type="checkbox" checked={on} onChange={({ target }) => toggle(optionValue, target.checked)} />{' '}
            {textOf(option)}
          </label>
        );
      })}
    </div>
  );
}

interface Suggestion {
  readonly label: string;
  readonly value: string;
}
interface LookupProps {
  readonly element: SlackJson;
  readonly person: string;
  readonly id: string;
  readonly value: string;
  readonly onType: (value: string) => void;
}

/** A menu whose options the bot suggests while somebody types. */
function Lookup({ element, person, id, value, onType }: LookupProps) {
  const act = useAct();
  const initial = element['initial_option'] as SlackJson | undefined;
  const [text, setText] = useState(initial === undefined ? '' : textOf(initial));
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const minLength = Number(element['min_query_length'] ?? 3);
  const suggest = async (typed: string): Promise<void> => {
    setText(typed);
    if (value !== '') onType('');
    if (typed.length < minLength) return;
    const result = await act('slack', 'suggest', { person, field: String(element['action_id']), text: typed });
    setSuggestions((result ?? []) as readonly Suggestion[]);
  };
  const choose = ({ label, value: suggested }: Suggestion): void => {
    setText(label);
    setSuggestions([]);
    onType(suggested);
  };
  return (
    <div className="lookup">
      <input
        id={id}
        type="text"
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls={`${id}-list`}
        value={text}
        onChange={({ target }) => void suggest(target.value)}
        autoComplete="off"
      />
      <ul id={`${id}-list`} role="listbox" hidden={suggestions.length === 0}>
        {suggestions.map((suggestion) => (
          <li key={suggestion.value} role="option" aria-selected={suggestion.value === value}>
            <button type="button" onClick={() => choose(suggestion)}>
              {suggestion.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The value that the bot put into the field. */
export function initialOf(input: SlackJson): string {
  const element = input['element'] as SlackJson;
  const option = element['initial_option'] as SlackJson | undefined;
  const checked = element['initial_options'] as readonly SlackJson[] | undefined;
  const checkedValues = checked?.map((each) => String(each['value'])).join(',');
  const initial = [
    element['initial_value'],
    element['initial_date'],
    element['initial_time'],
    option?.['value'],
    checkedValues,
  ];
  return initial.map(stringOrEmpty).find(Boolean) ?? '';
}
