/**
 * The words that our own sentences are made of. A workload that is called like one of them is replaced where it stands as a name
 * (`shop/any`, `name: any`), and not in the middle of a sentence, where the word says nothing of it.
 */
const WORDS = `
a about absent accept accepted account across action address addresses adds admits after ago alias all allow allowed allows alone already also always
among an and annotation another answer answers any anyone anything anywhere api applied are arrives as ask asked asks assumed at attempts audit
authentication avoid back backend backends background baseline be before begins behind being belongs below beside between beyond bits block blocked
blocks both break but by can cannot change character characters check choose cidr class client closed closes com combined comes comparison component
configuration conformance connect connection connections consist consulted contain container contains content control could counter counts covers
curl data date datetime debug decide decided declared declares deep default defaults defined demands denied denies deny depends destination detected
did differ different differs digits direction directions disabled disagree dns do documents does domain domains dot dots doubt down dropped drops
each effect egress either else empty en end endpoint endpoints ends enforce enforced enforces engine engines enters entity entries entry equal escape
evaluated every everybody everything exact example except excepted exceptions exchange exist experimental expression fact facts fail failed fails
family far field filter finished firewall first for force forwards found free from front froze gets given gives global goes greater group had hang
has have head header here hidden higher hint holds host how http i icmp icmps id if ignored ignores image implementation implementations implied in
ingress input inside installation installed internet invalid ip is isolate isolated issues it its itself judge judged judges keeps key kind kinds
know known knows kubectl kubernetes label labelled labels lack lacks lang later lead leading leads learn learns least leave leaves left lenient less
lets limit limited limits line list listener listens long longer look looked looks lookup lost many map match matched matches may mean meaning means
meant methods mind missing mode more most musl must mutual name named names namespace namespaces near nearest need needs neither nests network
networks never newer news next no nobody node nodes none nor normal not note nothing number numbers o object objects octal of off on once one only
open opening opens operator option or order org other others otherwise out own p packets parentheses part partial parts pass passes path peer peers
permitted plugins pod pods points police policed polices policies policy port ports prefix printable priorities priority probes problems protocol
protocols provider public queries query question quotes random range ranges reach reached reaches read reading ready reference refers refused refuses
region regular reject rejected rejects rel relate releases removed repeat repeats repetition replaced replies reports request requests required
resolve resolved resolver rests retrying right row rule rules run runs s same say says schemas scope sctp see seen sees select selected selector
selectors selects send sends sent served set sets side sides sign since single skips snapshot so some somebody source spec specified specs staged
stand standard stands start starts state stays step steps still stop stops string subject subset succeeds such summary support supported surely svc
symptom taken takes target tcp tell template tests text texts than that the their them then there these they thing this three through throughout tier
time timeout to together told too trace traffic translate translated true twice two type types udp under understood unknown unsupported up update use
used uses valid value values verdict verdicts version versions visible waits was were what whatever when where whether which while who whoever whole
whom whose with without work workload would write written yes yet cluster outside server service services title page`;

export const OUR_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ""));

/** What every cluster has under the same name tells nothing of this one. */
export const EVERYWHERE: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public", "kube-node-lease", "kube-dns", "coredns", "kubernetes"]);
