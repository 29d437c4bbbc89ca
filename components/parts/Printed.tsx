"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import page from "./page.module.css";

/** Only on paper: the page's own address, and that of every link, in full. */
export function Printed() {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const beforePrint = (): void => {
      for (const link of document.querySelectorAll<HTMLAnchorElement>("main a[href]")) link.dataset["full"] = link.href;
      flushSync(() => setAddress(window.location.href));
    };
    window.addEventListener("beforeprint", beforePrint);
    return () => window.removeEventListener("beforeprint", beforePrint);
  }, []);
  return <footer className={page.printed}>{address}</footer>;
}
