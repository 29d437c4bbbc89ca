"use client";

import { useLink } from "../live/LiveCluster.tsx";
import { AskButton } from "./AskButton.tsx";

/** Asks, as long as there is a server to ask. */
export function CheckButton() {
  return <AskButton lost={useLink().kind === "lost"} />;
}
