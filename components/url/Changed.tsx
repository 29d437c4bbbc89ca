"use client";

import Link from "next/link";
import { causeText, notStoredText } from "#lib/describe/stamp.ts";
import { checkPath } from "#lib/url/paths.ts";
import type { Selection } from "#lib/url/selection.ts";
import { type UrlState, formatState } from "#lib/url/state.ts";
import { AskError } from "../api/ask.ts";
import { useBlame } from "../api/queries.ts";
import buttons from "../parts/button.module.css";

interface Props {
  readonly cluster: string;
  readonly ends: Selection;
  readonly state: UrlState;
  /** When the link was made, RFC 3339. */
  readonly asof: string;
  /** Of the page that is shown. */
  readonly path: string;
}

/** What changed since a link was copied, and the ways to see it as it was; where that is not stored any more, so it is said. */
export function Changed({ cluster, ends, state, asof, path }: Props) {
  const { data: blame, error } = useBlame(cluster, ends, asof);
  const isLost = (error instanceof AskError && error.code === "gone") || (blame !== undefined && (blame.since === null || blame.since > asof));
  if (isLost) return <p role="status">{notStoredText(asof)}</p>;
  const cause = blame?.outcome === "none" ? "No policy change explains this." : blame?.revision ? `(${causeText(blame.revision)})` : "";
  return (
    <>
      <p role="status">{cause}</p>
      <Link className={buttons.button} href={path + formatState({ ...state, at: asof, asof: undefined, was: undefined })}>
        See it as it was
      </Link>
      <Link className={buttons.button} href={checkPath(cluster, { ...ends, compare: asof, asof, was: state.was })}>
        Compare
      </Link>
    </>
  );
}
