"use client";

import { useEffect, useState } from "react";

/** Whether something has been so for a while. @param ms how long */
export function useLate(so: boolean, ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!so) return;
    const timer = setTimeout(() => setLate(true), ms);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [so, ms]);
  return so && late;
}
