"use client";

import Link from "next/link";
import { causeText, notStoredText } from "#lib/describe/stamp.ts";
import { checkPath, timelinePath } from "#lib/url/paths.ts";
import { type Selection, selectionId } from "#lib/url/selection.ts";
import { type UrlState, formatState } from "#lib/url/state.ts";
import { around } from "#lib/url/window.ts";
import { AskError } from "../api/ask.ts";
import { useCause } from "../api/queries.ts";
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
  const { data: blame, error } = useCause(cluster, ends, asof);
  const sel = selectionId(ends);
  const isLost = (error instanceof AskError && error.code === "gone") || (blame !== undefined && !reachesBack(blame.since, asof));
  if (isLost) return <p role="status">{notStoredText(asof)}</p>;
  const cause = blame?.revision;
  return (
    <>
      <p role="status">
        {cause ? <Link href={timelinePath(cluster, { sel, win: around(cause.at) }, cause.at)}>({causeText(cause)})</Link> : blame?.outcome === "none" && "No policy change explains this."}
      </p>
      <Link className={buttons.button} href={path + formatState({ ...state, at: asof, asof: undefined, was: undefined })}>
        See it as it was
      </Link>
      <Link className={buttons.button} href={checkPath(cluster, { ...ends, compare: asof, asof, was: state.was })}>
        Compare
      </Link>
    </>
  );
}

/** A time without a fraction is its whole second. */
const reachesBack = (begins: string | null, asof: string): boolean => begins !== null && Date.parse(begins) < Date.parse(asof) + 1_000;
