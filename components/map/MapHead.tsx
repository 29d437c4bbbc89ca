import type { PlacedMap } from "#lib/api/map.ts";
import type { Notice, UrlState, View } from "#lib/url/state.ts";
import { Notices } from "../url/Notices.tsx";
import { Stamp } from "../url/Stamp.tsx";
import { isMore } from "./more.ts";
import { unusable } from "./unusable.ts";
import { Filter } from "./Filter.tsx";
import { NamespacePicker } from "./NamespacePicker.tsx";
import { NothingLimited } from "./NothingLimited.tsx";
import { ShownChips } from "./ShownChips.tsx";
import { ViewSwitch } from "./ViewSwitch.tsx";
import styles from "./head.module.css";

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  /** Address of the demo's incident, where there is one. */
  readonly demo: string | undefined;
  readonly state: UrlState;
  readonly notices: readonly Notice[];
  readonly view: View;
  readonly preferred: View | undefined;
  readonly change: (change: Partial<UrlState>, how?: "push" | "replace") => void;
  readonly onView: (view: View) => void;
  readonly onPrefer: (view: View | undefined) => void;
}

/** What the map says in words, and what of it is chosen: readable and complete before any script has run. */
export function MapHead({ cluster, map, demo, state, notices, view, preferred, change, onView, onPrefer }: Props) {
  const connection = map.connections.find(({ id }) => id === state.sel);
  return (
    <div className={styles.head}>
      {connection !== undefined && <Stamp key={connection.id} cluster={cluster} ends={{ ...connection, port: String(connection.port), proto: connection.protocol.toLowerCase() }} code={connection.code} readAt={map.cluster.readAt} />}
      <Notices notices={[...notices, ...unusable(map, state)]} />
      <h1>{map.headline}</h1>
      {/* Written of the present. */}
      {state.at === undefined && map.cluster.summary !== null && <p className={styles.summary}>{map.cluster.summary}</p>}
      {map.sentences.filter((sentence) => !isMore(sentence)).map((sentence) => (
        <p key={sentence} className={styles.summary}>
          {sentence}
        </p>
      ))}
      {map.everythingOpen && <NothingLimited cluster={cluster} demo={demo} />}
      <div className={styles.tools} data-scripted>
        <ShownChips chips={map.chips} state={state} change={change} />
        {map.namespaces.length > 1 && <NamespacePicker namespaces={map.namespaces} chosen={state.ns} change={change} />}
        <Filter q={state.q} change={change} />
        <ViewSwitch view={view} preferred={preferred} onView={onView} onPrefer={onPrefer} />
      </div>
    </div>
  );
}
