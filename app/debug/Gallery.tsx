"use client";

import { ThemeToggle } from "#components/frame/ThemeToggle.tsx";
import type { ThemeChoice } from "#components/frame/themechoice.ts";
import { LiveCluster } from "#components/live/LiveCluster.tsx";
import page from "#components/parts/page.module.css";
import { CLUSTER, NOW } from "./given.ts";
import styles from "./gallery.module.css";
import { STATES } from "./states.tsx";

/** Every state of every component by its name, in the theme that is chosen. */
export function Gallery({ theme }: { readonly theme: ThemeChoice }) {
  const components = [...Map.groupBy(STATES, ({ component }) => component)];
  return (
    <LiveCluster cluster={CLUSTER} renderedAt={NOW}>
      <div className={styles.page}>
        <header className={styles.head}>
          <h1>Every state</h1>
          <ThemeToggle initial={theme} />
        </header>
        <nav aria-label="Components" className={styles.names}>
          {components.map(([component]) => (
            <a key={component} href={`#${component}`}>
              {component}
            </a>
          ))}
        </nav>
        {components.map(([component, states]) => (
          <section key={component} id={component} aria-label={component}>
            <h2>{component}</h2>
            {states.map(({ state, part }) => (
              <div key={state} className={page.card} data-state={state}>
                <h3>{state}</h3>
                {part}
              </div>
            ))}
          </section>
        ))}
      </div>
    </LiveCluster>
  );
}
