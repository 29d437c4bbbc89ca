import { generate } from "selfsigned";

/** A certificate with its key, both in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateWishes {
  /** DNS names; `localhost` where nothing is said. */
  readonly names?: readonly string[];
  /** IP addresses; the loopback ones where nothing is said. */
  readonly addresses?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

const DAY = 86_400_000;
const KEYS = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

/** A certification authority of its own. */
export async function authority(name = "kubernetes-ca"): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: name }], {
    ...KEYS,
    ...validity({}),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  });
  return { cert, key };
}

/** A server's certificate: expired, or for another name, where that is wished. */
export async function serverCertificate(signer: Certificate, wishes: CertificateWishes = {}): Promise<Certificate> {
  const { names = ["localhost"], addresses = ["127.0.0.1", "::1"] } = wishes;
  const { cert, private: key } = await generate([{ name: "commonName", value: "kube-apiserver" }], {
    ...KEYS,
    ...validity(wishes),
    ca: signer,
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [...names.map((value) => ({ type: 2 as const, value })), ...addresses.map((ip) => ({ type: 7 as const, ip }))] },
    ],
  });
  return { cert, key };
}

/** Wall time of this machine: who checks it has no other. */
const validity = ({ from = new Date(Date.now() - DAY), until = new Date(Date.now() + 365 * DAY) }: CertificateWishes): { notBeforeDate: Date; notAfterDate: Date } => ({ notBeforeDate: from, notAfterDate: until });
