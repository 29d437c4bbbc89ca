import page from "./page.module.css";
import { Ticked } from "./Ticked.tsx";

/** Sentences under a title; nothing where there are none. */
export function Listed({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section className={page.card}>
      <h2>{title}</h2>
      <ul className={page.list}>
        {texts.map((text) => (
          <li key={text}>
            <Ticked text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
}
