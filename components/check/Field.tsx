import { Ticked } from "../parts/Ticked.tsx";
import styles from "./form.module.css";

/** A field with suggestions, and its problem right below it. */
export function Field({ name, label, value, problem, hint, options }: { readonly name: string; readonly label: string; readonly value: string; readonly problem: string | undefined; readonly hint: string; readonly options: readonly { readonly id: string; readonly title: string }[] }) {
  return (
    <div className={styles.field} data-field={name}>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        defaultValue={value}
        placeholder={hint}
        list={options.length > 0 ? `${name}-options` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${name}-problem`}
      />
      {options.length > 0 && (
        <datalist id={`${name}-options`}>
          {options.map(({ id, title }) => (
            <option key={id} value={id} label={title} />
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <p id={`${name}-problem`} className={styles.problem}>
          <Ticked text={problem} />
        </p>
      )}
    </div>
  );
}
