"use client";

import { useEffect, useState } from "react";
import { arrived, hearArrivals } from "./underway.ts";

/** Hears when Next shows the page that it was under way to: a state that is set in the same transition changes with it. */
export function Arrivals() {
  const [count, setCount] = useState(0);
  useEffect(() => hearArrivals(() => setCount((before) => before + 1)), []);
  useEffect(arrived, [count]);
  return null;
}
