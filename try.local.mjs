// try.local.ts
import { readFileSync } from "node:fs";

// src/base/time.ts
var NEVER = Number.MAX_SAFE_INTEGER;
var UNSET = Number.MIN_SAFE_INTEGER;
var SECOND_MS = 1e3;
var MINUTE_MS = 6e4;
var HOUR_MS = 36e5;
var DAY_MS = 864e5;
function formatMillis(at) {
  if (at >= NEVER) return "never";
  if (at <= UNSET) return "unset";
  const sign = at < 0 ? "-" : "";
  const total = Math.abs(at);
  const days = Math.floor(total / DAY_MS);
  const hours = Math.floor(total / HOUR_MS) % 24;
  const minutes = Math.floor(total / MINUTE_MS) % 60;
  const seconds2 = Math.floor(total / SECOND_MS) % 60;
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds2)}.${String(total % SECOND_MS).padStart(3, "0")}`;
  return `${sign}${days > 0 ? `${days}d ` : ""}${clock}`;
}
function two(value) {
  return String(value).padStart(2, "0");
}

// src/engine/abandon/rule.ts
var START_POINTS = ["connected", "greetingStart", "greetingEnd"];
function callFails(rule2, call) {
  const deadline = startOf(rule2.startPoint, call) + rule2.thresholdMs;
  if (call.agentAt !== UNSET) return call.agentAt > deadline;
  if (call.droppedAt !== UNSET) return true;
  if (call.hangupAt === UNSET) return false;
  return rule2.countEarlyHangups || call.hangupAt >= deadline;
}
function startOf(point, call) {
  const at = point === "greetingStart" ? call.greetingStartAt : point === "greetingEnd" ? call.greetingEndAt : UNSET;
  return at === UNSET ? call.connectedAt : at;
}
var RULE_DEFAULTS = {
  form: "simple",
  denominator: "answeredByPerson",
  countEarlyHangups: false,
  falsePositives: "truth",
  countShortRings: false,
  limit: 0.03,
  minAnswers: 1
};
var PRESET_RULES = {
  us: { ...RULE_DEFAULTS, id: "us", startPoint: "greetingEnd", thresholdMs: 2e3, window: { kind: "successiveDays", days: 30 } },
  ukWithoutAmd: {
    ...RULE_DEFAULTS,
    id: "ukWithoutAmd",
    startPoint: "greetingStart",
    thresholdMs: 2e3,
    form: "ukWithoutAmd",
    falsePositives: "ignored",
    window: { kind: "calendarDay" }
  },
  ukWithAmd: {
    ...RULE_DEFAULTS,
    id: "ukWithAmd",
    startPoint: "greetingStart",
    thresholdMs: 2e3,
    form: "ukWithAmd",
    falsePositives: "estimated",
    window: { kind: "calendarDay" }
  },
  allDials: {
    ...RULE_DEFAULTS,
    id: "allDials",
    startPoint: "connected",
    thresholdMs: 2e3,
    denominator: "allDials",
    countEarlyHangups: true,
    falsePositives: "ignored",
    limit: 1,
    window: { kind: "calendarDay" }
  },
  allAnswers: {
    ...RULE_DEFAULTS,
    id: "allAnswers",
    startPoint: "connected",
    thresholdMs: 5e3,
    denominator: "offeredToAgents",
    falsePositives: "ignored",
    window: { kind: "calendarDay" }
  }
};
var PRESET_RULE_IDS = Object.keys(PRESET_RULES);

// src/engine/vocabulary.ts
var MODES = ["preview", "progressive", "predictive", "auto"];
var ACTIONS = ["notAssigned", "ready", "callImmediately", "rescheduledByDialer", "rescheduledByAgent", "done"];
var Action = { notAssigned: 0, ready: 1, callImmediately: 2, rescheduledByDialer: 3, rescheduledByAgent: 4, done: 5 };
var OUTCOMES = [
  "answered",
  "busy",
  "noAnswer",
  "rejected",
  "machine",
  "invalidNumber",
  "customerHangup",
  "dropped",
  "unknown",
  "congestion",
  "cancelled"
];
var Outcome = {
  answered: 0,
  busy: 1,
  noAnswer: 2,
  rejected: 3,
  machine: 4,
  invalidNumber: 5,
  customerHangup: 6,
  dropped: 7,
  unknown: 8,
  congestion: 9,
  cancelled: 10
};
var CAUSES = ["busy", "noAnswer", "rejected", "invalidNumber", "congestion", "unknown", "cancelled", "customerHangup", "agentHangup"];
var TRIGGERS = ["busy", "noAnswer", "invalidNumber", "machine", "customerHangup", "dropped", "noQualification", "congestion"];
var REASONS = [
  "saved",
  "status",
  "maxRepeatAttempts",
  "maxTotalAttempts",
  "noNumber",
  "promiseMissed",
  "user",
  "skipped",
  "agentLeg",
  "stopped"
];
var REJECTIONS = [
  "recordDone",
  "recordInUse",
  "recordBlocked",
  "notDue",
  "notEligible",
  "notHolder",
  "numberBlocked",
  "actionNotSettable",
  "timeRequired",
  "timeInPast",
  "outsideWindow",
  "noActivity",
  "databaseMismatch",
  "statusNotInCampaign",
  "statusInactive",
  "statusHidden",
  "nextCallRequired",
  "dateNotAllowed",
  "fieldsMissing",
  "passNotAllowed",
  "obtainNotAllowed",
  "filterRequired",
  "noSuchRecord"
];
var AGENT_STATES = ["signedOut", "ready", "reserved", "talking", "wrapping", "paused"];
var AgentState = { signedOut: 0, ready: 1, reserved: 2, talking: 3, wrapping: 4, paused: 5 };
var VERDICTS = ["none", "pending", "person", "machine"];
var BLOCK_SCOPES = ["global", "campaign"];
var BATCHES = ["recycle", "obtain", "assign"];
var ASSIGN_METHODS = ["manual", "roundRobin", "leastLoaded"];
var CLIP_CAUSES = ["callsPerAgent", "channels", "starts", "due", "guard"];
var NONE = -1;

// src/engine/bundles.ts
var BUNDLE_IDS = ["default", "daktela", "thulium", "astercc", "kavkom", "vicidial"];
function resolveSettings(mode, bundle, overrides = {}) {
  const given = { ...BUNDLES[bundle].settings, ...overrides };
  return {
    ...DEFAULT_SETTINGS,
    ...given,
    mode,
    outcomeDelayMs: { ...DEFAULT_SETTINGS.outcomeDelayMs, ...BUNDLES[bundle].settings.outcomeDelayMs, ...overrides.outcomeDelayMs },
    automaticStatus: { ...DEFAULT_SETTINGS.automaticStatus, ...BUNDLES[bundle].settings.automaticStatus, ...overrides.automaticStatus }
  };
}
function policyIdOf(bundle, mode) {
  return BUNDLES[bundle].policy ?? (mode === "auto" ? "astercc-auto" : `daktela-${mode}`);
}
function dictionaryIdOf(bundle) {
  return BUNDLES[bundle].dictionary;
}
var DEFAULT_SETTINGS = {
  numberStrategy: "sweepInOneAttempt",
  answeredGate: false,
  personalBlocks: "agent",
  missedPromise: "retry",
  dialerRescheduleAssigns: false,
  contactTimeoutMs: 15 * MINUTE_MS,
  readyHoldMs: 0,
  callsPerAgent: null,
  maxRepeatAttempts: 3,
  maxTotalAttempts: 0,
  attemptDelayMs: [15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS],
  outcomeDelayMs: { congestion: MINUTE_MS, dropped: 2 * MINUTE_MS, unknown: 24 * HOUR_MS },
  countedOutcomes: ["busy", "noAnswer", "rejected", "machine", "invalidNumber", "customerHangup", "unknown"],
  dropLockoutMs: 0,
  ringLimitMs: 25 * SECOND_MS,
  callInvalidNumbers: false,
  dropLimitMs: 2 * SECOND_MS,
  dropLimitFrom: "connected",
  formLoadMs: 5 * SECOND_MS,
  formSaveMs: MINUTE_MS,
  pauseAfterAnsweredMs: 0,
  pauseAfterUnansweredMs: 0,
  callbackEarlyMs: 0,
  callbackLateMs: 5 * MINUTE_MS,
  changeUser: false,
  automaticStatus: {},
  initialStatusId: null,
  blockScope: "global",
  dialWay: "auto",
  agentLegRingMs: 20 * SECOND_MS,
  agentLegFailureLimit: 1,
  allowObtain: false,
  maxEachTime: 10,
  maxOwned: 50,
  ownedCounts: "newAndPending",
  leadOrder: { by: "lead", direction: "DOWN" },
  nthNew: 0,
  listMix: null,
  traceDepth: 5,
  guard: "off",
  active: true
};
var PLAIN = {
  modes: MODES,
  policy: null,
  dictionary: null,
  systemStatusRequired: false,
  newStatusesAreFinal: false,
  settings: {}
};
var BUNDLES = {
  default: PLAIN,
  daktela: {
    ...PLAIN,
    modes: ["preview", "progressive", "predictive"],
    dictionary: "daktela",
    settings: { answeredGate: true, personalBlocks: "queue", missedPromise: "agentDecides", dialerRescheduleAssigns: true, readyHoldMs: null }
  },
  thulium: {
    ...PLAIN,
    modes: ["progressive", "predictive"],
    policy: "thulium",
    dictionary: "thulium",
    systemStatusRequired: true,
    settings: { numberStrategy: "onePerTurn", contactTimeoutMs: null }
  },
  astercc: {
    ...PLAIN,
    modes: ["auto"],
    policy: "astercc-auto",
    dictionary: "astercc",
    settings: { initialStatusId: "new", numberStrategy: "nextNow", contactTimeoutMs: null, allowObtain: true }
  },
  kavkom: { ...PLAIN, modes: ["predictive"], policy: "kavkom", dictionary: "kavkom", newStatusesAreFinal: true },
  vicidial: {
    ...PLAIN,
    modes: ["predictive"],
    policy: "vicidial",
    settings: { numberStrategy: "nextNow", personalBlocks: "never", contactTimeoutMs: null }
  }
};

// src/engine/selection/presets.ts
var next = { by: "nextCallAt", direction: "asc" };
var priority = { by: "priority", direction: "desc" };
var made = { by: "createdAt", direction: "asc" };
var last = { by: "lastCalledAt", direction: "asc" };
var ALL_OPEN = ["rescheduledByAgent", "callImmediately", "rescheduledByDialer", "notAssigned"];
var RESCHEDULED = ["rescheduledByDialer", "rescheduledByAgent", "callImmediately"];
var BY_AGENT = ["rescheduledByAgent", "callImmediately"];
var BY_DIALER = ["rescheduledByDialer"];
var NEW = ["notAssigned"];
var CALL_PROGRESSIVE = bucket("callProgressive", "agent", { actions: BY_DIALER, owner: "none", retryMode: "progressive" }, [last]);
var PRESET_POLICIES = byId([
  {
    id: "daktela-preview",
    buckets: [bucket("open", "agent", { actions: ALL_OPEN, owner: "meOrNone" }, [next, priority, made])]
  },
  {
    id: "daktela-progressive",
    buckets: [
      bucket("own", "agent", { actions: RESCHEDULED, owner: "me" }, [next, priority]),
      bucket("ownNew", "agent", { actions: NEW, owner: "meHard" }, [priority, made]),
      bucket("dialerRetry", "agent", { actions: BY_DIALER, owner: "none" }, [next, priority]),
      bucket("agentCallback", "agent", { actions: BY_AGENT, owner: "none" }, [next, priority]),
      bucket("fresh", "agent", { actions: NEW, owner: "none" }, [priority, made])
    ]
  },
  {
    id: "daktela-predictive",
    buckets: [
      bucket("personalRescheduled", "agent", { actions: RESCHEDULED, owner: "me" }, [next, priority], { blocks: "setting" }),
      bucket("personalOther", "agent", { actions: NEW, owner: "meHard" }, [priority, made]),
      CALL_PROGRESSIVE,
      bucket("systemRetry", "queue", { actions: BY_DIALER, owner: "none" }, [next, priority]),
      bucket("agentCallback", "queue", { actions: BY_AGENT, owner: "none" }, [next, priority]),
      bucket("fresh", "queue", { actions: NEW, owner: "none" }, [priority, made], { honoursAffinity: false })
    ]
  },
  {
    id: "thulium",
    buckets: [
      bucket("myRecord", "agent", { actions: ALL_OPEN, owner: "me" }, [next, priority], { blocks: "setting" }),
      CALL_PROGRESSIVE,
      bucket("myRecordExceeded", "queue", { actions: BY_AGENT, owner: "none", affinity: "expired" }, [next]),
      bucket("afterDate", "queue", { actions: BY_AGENT, owner: "none", affinity: "unset" }, [next]),
      bucket("neverCalled", "queue", { actions: NEW, owner: "none", called: "never" }, [made]),
      bucket("calledBefore", "queue", { actions: ["rescheduledByDialer", "notAssigned"], owner: "none", called: "before" }, [last])
    ]
  },
  {
    id: "astercc-auto",
    buckets: [
      bucket("scheduled", "agent", { actions: RESCHEDULED, owner: "meHard", due: "before" }, [next, priority]),
      bucket("new", "agent", { actions: NEW, owner: "meHard" }, [made, { by: "autoCallCount", direction: "asc" }])
    ]
  },
  {
    id: "kavkom",
    buckets: [
      bucket("personal", "agent", { actions: ALL_OPEN, owner: "me" }, [next, priority], { blocks: "setting" }),
      CALL_PROGRESSIVE,
      bucket("callbacks", "queue", { actions: BY_AGENT, owner: "none" }, [next]),
      bucket("retries", "queue", { actions: BY_DIALER, owner: "none" }, [next]),
      bucket("fresh", "queue", { actions: NEW, owner: "none" }, [made])
    ]
  },
  {
    id: "vicidial",
    buckets: [
      bucket("agentCallbacks", "agent", { actions: ALL_OPEN, owner: "me" }, [next]),
      CALL_PROGRESSIVE,
      bucket("callbacks", "queue", { actions: BY_AGENT, owner: "none" }, [next]),
      {
        ...bucket("hopper", "queue", { actions: ["notAssigned", "rescheduledByDialer"], owner: "none" }, []),
        order: "leadOrder",
        nthNew: "setting",
        listMix: "setting"
      }
    ]
  }
]);
function bucket(name2, scope, match, order, more = {}) {
  return { name: name2, scope, match, honoursAffinity: true, blocks: "never", order, ...more };
}
function byId(policies) {
  return Object.fromEntries(policies.map((policy2) => [policy2.id, policy2]));
}

// src/engine/records/dictionaries.ts
var DICTIONARY_IDS = ["kavkom", "thulium", "daktela", "astercc"];
var STATUS_DEFAULTS = {
  systemStatus: null,
  group: "contact",
  setBy: [],
  blocks: "none",
  validation: false,
  nextCallRequired: false,
  finalUntilRecycled: false,
  hidden: false,
  active: true,
  autoAddToNewCampaigns: false
};
var DICTIONARIES = {
  kavkom: [
    ownSystem("abort", "Abort", "customerHangup"),
    ownSystem("operatorErrors", "Operator errors", "invalidNumber"),
    ownSystem("noQualification", "No qualification", "noQualification"),
    ownSystem("noAnswer", "No answer", "noAnswer"),
    ownSystem("machineDetected", "Answering machine detected", "machine"),
    ownSystem("signalBusy", "Signal busy", "busy"),
    status("sales", "Sales/RDV", { finalUntilRecycled: true }),
    status("notInterested", "Not interested", { finalUntilRecycled: true }),
    status("doNotCallBack", "Do not call back", { blocks: "number", finalUntilRecycled: true }),
    status("wrongNumber", "Wrong number", { group: "unableToContact", finalUntilRecycled: true }),
    status("machineMessageLeft", "Answering machine (message left)", { group: "unableToContact", finalUntilRecycled: true }),
    status("machine", "Answering machine", { group: "unableToContact", finalUntilRecycled: true }),
    status("busyUnavailable", "Busy/unavailable", { group: "unableToContact", finalUntilRecycled: true }),
    status("radioSilence", "Radio silence", { group: "unableToContact", finalUntilRecycled: true })
  ],
  thulium: [
    // The triggers are the vendor's documentation, not the seed.
    status("call", "Dzwoni\u0107", { systemStatus: "toCall", setBy: ["busy", "noAnswer", "machine", "dropped"] }),
    status("doNotCall", "Nie dzwoni\u0107", { systemStatus: "doNotCall", setBy: ["invalidNumber"] })
  ],
  daktela: [
    status("diallerHangup", "Dialler hangup", { group: "system", setBy: ["noAnswer"], hidden: true }),
    status("busy", "Busy", { group: "system", setBy: ["busy"], hidden: true }),
    status("customerHangup", "Customer hangup", { group: "system", setBy: ["customerHangup"], hidden: true }),
    status("callAgain", "Call again", { nextCallRequired: true })
  ],
  astercc: [
    status("new", "New", { group: "system", hidden: true }),
    status("pending", "Pending", { setBy: ["busy", "noAnswer", "machine", "congestion"], nextCallRequired: true })
  ]
};
function status(id, name2, more) {
  return { ...STATUS_DEFAULTS, autoAddToNewCampaigns: true, id, name: name2, scope: "dictionary", ...more };
}
function ownSystem(id, name2, trigger) {
  return status(id, name2, { group: "system", setBy: [trigger], finalUntilRecycled: true, hidden: true });
}

// src/scenario/defined.ts
function defined(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== void 0));
}

// src/scenario/schema/basics.ts
import { z } from "zod";

// src/scenario/zones.ts
import { DateTime, IANAZone } from "luxon";
function isZone(name2) {
  const known = KNOWN_ZONES.get(name2) ?? IANAZone.isValidZone(name2);
  KNOWN_ZONES.set(name2, known);
  return known;
}
function isLocalDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}
function minutesOfDay(time) {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
function runFrame(zone, firstDay, days) {
  const first = DateTime.fromISO(firstDay, { zone }).startOf("day");
  const epochUtcMs = first.toMillis();
  const dayStarts = [];
  const monthStarts = [];
  for (let day = 0; day <= days; day++) {
    const midnight = first.plus({ days: day }).startOf("day");
    dayStarts.push(midnight.toMillis() - epochUtcMs);
    if (day === 0 || midnight.day === 1 && day < days) monthStarts.push(midnight.toMillis() - epochUtcMs);
  }
  return { zone, epochUtcMs, epoch: first.toISO() ?? firstDay, dayStarts, monthStarts };
}
function instantOf(frame, day, minutes) {
  const midnight = DateTime.fromMillis(frame.dayStarts[day] + frame.epochUtcMs, { zone: frame.zone });
  if (minutes >= 1440) return midnight.plus({ days: 1 }).startOf("day").toMillis() - frame.epochUtcMs;
  return midnight.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis() - frame.epochUtcMs;
}
function isInstantText(text) {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && DateTime.fromISO(text.replace(" ", "T"), { zone: "utc" }).isValid;
}
function instantOfText(frame, text) {
  return DateTime.fromISO(text.replace(" ", "T"), { zone: frame.zone }).toMillis() - frame.epochUtcMs;
}
function zoneOffsets(frame, zone) {
  const iana = IANAZone.create(zone);
  const offsetAt = (instant) => Math.round(iana.offset(instant + frame.epochUtcMs) * MINUTE_MS);
  const end = frame.dayStarts[frame.dayStarts.length - 1];
  const offsets = [[0, offsetAt(0)]];
  for (let from = 0; from < end; from += 6 * HOUR_MS) {
    const to = Math.min(from + 6 * HOUR_MS, end);
    if (offsetAt(to) !== offsetAt(from)) offsets.push([transitionBetween(from, to, offsetAt), offsetAt(to)]);
  }
  return offsets;
}
function openIntervals(frame, offsets, windows, holidays) {
  const closed = new Set(holidays.map((date) => DateTime.fromISO(date, { zone: "utc" }).toMillis() / DAY_MS));
  const end = frame.dayStarts[frame.dayStarts.length - 1];
  const found = [];
  offsets.forEach(([from, offset], index) => {
    const to = offsets[index + 1]?.[0] ?? end;
    const shift2 = frame.epochUtcMs + offset;
    for (let date = Math.floor((from + shift2) / DAY_MS); date * DAY_MS < to + shift2; date++) {
      if (closed.has(date)) continue;
      const weekday2 = ((date + 4) % 7 + 7) % 7;
      for (const window2 of windows) {
        if (!window2.weekdays.includes(weekday2)) continue;
        const opensAt = Math.max(from, date * DAY_MS + window2.fromMinute * MINUTE_MS - shift2);
        const closesAt = Math.min(to, date * DAY_MS + window2.toMinute * MINUTE_MS - shift2);
        if (opensAt < closesAt) found.push([opensAt, closesAt]);
      }
    }
  });
  return united(found);
}
var KNOWN_ZONES = /* @__PURE__ */ new Map();
function united(intervals) {
  intervals.sort((a, b) => a[0] - b[0]);
  const result = [];
  for (const [from, to] of intervals) {
    const last2 = result[result.length - 1];
    if (last2 !== void 0 && from <= last2[1]) last2[1] = Math.max(last2[1], to);
    else result.push([from, to]);
  }
  return result;
}
function transitionBetween(from, to, offsetAt) {
  const before = offsetAt(from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

// src/scenario/schema/basics.ts
var timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day from 00:00 to 23:59, as in 09:00");
var endOfInterval = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day from 00:00 to 24:00, as in 17:00");
var localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { message: "must be a date, as in 2025-03-03", abort: true }).refine(isLocalDate, "must be a date that exists");
var zoneName = z.string().refine(isZone, "must be an IANA time zone, as in Europe/Prague or UTC");
var weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
var percent = z.number().min(0).max(100);
var count = z.int().min(1);
var millis = z.int().min(0);
var name = z.string().min(1);
function orNone(schema) {
  return z.union([schema, z.literal("none"), z.null()]);
}
function noneToNull(value) {
  return value === "none" ? null : value;
}
function checkFromTo(interval, context) {
  if (minutesOfDay(interval.from) >= minutesOfDay(interval.to)) {
    context.addIssue({ code: "custom", path: ["to"], message: `must be later than from, ${interval.from}` });
  }
}
function checkAddsUp(percentages, what, context, path = []) {
  const total = percentages.reduce((sum, value) => sum + value, 0);
  if (Math.abs(total - 100) > 1e-6) {
    context.addIssue({ code: "custom", path, params: { whole: true }, message: `${what} add up to ${Number(total.toFixed(6))}; must add up to 100` });
  }
}
function checkDistinct(names, pathOf, context) {
  names.forEach((text, index) => {
    if (names.indexOf(text) < index) context.addIssue({ code: "custom", path: pathOf(index), message: "must not occur twice" });
  });
}

// src/scenario/schema/campaign.ts
import { z as z3 } from "zod";

// src/engine/pacing/parameters.ts
function parameterProblems(definition, values) {
  const problems = [];
  const known = definition.parameters.map((spec) => spec.name);
  for (const name2 of Object.keys(values)) {
    if (!known.includes(name2)) {
      problems.push(`${definition.id} has no parameter '${name2}'; allowed: ${known.length > 0 ? known.join(", ") : "none"}`);
    }
  }
  for (const spec of definition.parameters) {
    const problem = valueProblem(spec, values[spec.name]);
    if (problem !== null) problems.push(`${definition.id}: ${problem}`);
  }
  return problems;
}
function resolveParameters(definition, values) {
  const problems = parameterProblems(definition, values);
  if (problems.length > 0) throw new RangeError(problems.join("; "));
  return Object.fromEntries(definition.parameters.map((spec) => [spec.name, values[spec.name] ?? spec.default]));
}
function numberOf(values, name2) {
  const value = values[name2];
  if (typeof value !== "number") throw new TypeError(`parameter '${name2}' is not a number`);
  return value;
}
function valueProblem(spec, value) {
  if (value === void 0) return spec.default === void 0 ? `'${spec.name}' is required (${describeRange(spec)})` : null;
  if (spec.type === "boolean") return typeof value === "boolean" ? null : `'${spec.name}' is ${String(value)}; allowed: true, false`;
  const inRange = typeof value === "number" && Number.isFinite(value) && value >= (spec.min ?? -Infinity) && value <= (spec.max ?? Infinity);
  if (inRange && (spec.type === "number" || Number.isInteger(value))) return null;
  return `'${spec.name}' is ${String(value)}; allowed: ${describeRange(spec)}`;
}
function describeRange(spec) {
  if (spec.type === "boolean") return "true or false";
  const what = spec.type === "integer" ? "whole numbers" : "numbers";
  const low = spec.min === void 0 ? "" : ` from ${spec.min}`;
  const high = spec.max === void 0 ? "" : ` to ${spec.max}`;
  return `${what}${low}${high}, in ${spec.unit}`;
}

// src/engine/pacing/strategy.ts
function pendingCalls(view) {
  return view.ringingSince.length + view.analysingSince.length + view.waitingSince.length;
}
function staffedAgents(view) {
  return view.ready + view.reserved + view.talking + view.wrapping;
}

// src/engine/pacing/asterccChannels.ts
var asterccChannels = {
  id: "astercc-channels",
  description: "asterCC, by channels: a fixed number of calls, whoever is there to take them.",
  parameters: [
    { name: "channels", type: "integer", min: 1, max: 1e5, unit: "calls", description: "Calls kept working: dialled, answered and talking." },
    { name: "onlyWithAgents", type: "boolean", default: true, unit: "yes or no", description: "Whether nothing is dialled while no agent is signed in." }
  ],
  create: (parameters) => {
    const values = resolveParameters(asterccChannels, parameters);
    const channels = numberOf(values, "channels");
    const onlyWithAgents = values["onlyWithAgents"] === true;
    return {
      id: "astercc-channels",
      dialCount: (view) => {
        if (onlyWithAgents && staffedAgents(view) === 0) return 0;
        return Math.max(0, channels - (view.talking + view.reserved + pendingCalls(view)));
      },
      readings: () => ({ channels })
    };
  }
};

// src/engine/pacing/rounding.ts
function roundHalfUp(value) {
  return Math.floor(value + 0.5);
}

// src/engine/pacing/asterccPercentage.ts
var asterccPercentage = {
  id: "astercc-percentage",
  description: "asterCC, by percentage: ringing calls as a percentage of free agents.",
  parameters: [
    { name: "percent", type: "number", default: 120, min: 0, max: 1e4, unit: "percent", description: "Calls kept ringing, as a percentage of the ready agents." }
  ],
  create: (parameters) => {
    const percent2 = numberOf(resolveParameters(asterccPercentage, parameters), "percent");
    return {
      id: "astercc-percentage",
      dialCount: (view) => Math.max(0, roundHalfUp(percent2 * view.ready / 100) - view.ringingSince.length),
      readings: () => ({ percent: percent2 })
    };
  }
};

// src/engine/pacing/estimators/abandonPrice.ts
var AbandonPrice = class {
  /** Set by the strategy at each decision: fewer calls can be placed than the price allows. */
  isLimited = false;
  fall;
  rise;
  lowest;
  highest;
  logarithm;
  constructor(settings) {
    this.fall = settings.step * settings.target;
    this.rise = settings.step;
    this.lowest = Math.log(settings.lowest);
    this.highest = Math.log(settings.highest);
    this.logarithm = Math.log(settings.start);
  }
  /** A person was offered to the agents, abandoned later or not. */
  answered() {
    if (!this.isLimited) this.logarithm = Math.max(this.lowest, this.logarithm - this.fall);
  }
  abandoned() {
    this.logarithm = Math.min(this.highest, this.logarithm + this.rise);
  }
  get value() {
    return Math.exp(this.logarithm);
  }
  /** ln price. */
  get log() {
    return this.logarithm;
  }
  save() {
    return [this.logarithm, this.isLimited ? 1 : 0];
  }
  load(saved) {
    this.logarithm = saved[0];
    this.isLimited = saved[1] === 1;
  }
};

// src/engine/pacing/estimators/forgettingMean.ts
var ForgettingMean = class {
  prior;
  priorWeight;
  keep;
  sum = 0;
  total = 0;
  /**
   * @param prior what is believed before there are data
   * @param priorWeight how many observations the prior is worth, above 0
   * @param memory bound on the weight of all observations, above 1
   */
  constructor(prior, priorWeight, memory) {
    this.prior = prior;
    this.priorWeight = priorWeight;
    this.keep = 1 - 1 / memory;
  }
  add(value) {
    this.sum = this.sum * this.keep + value;
    this.total = this.total * this.keep + 1;
  }
  get mean() {
    return (this.sum + this.prior * this.priorWeight) / (this.total + this.priorWeight);
  }
  /** Weight of the observations, without the prior. */
  get weight() {
    return this.total;
  }
  save() {
    return [this.sum, this.total];
  }
  load(saved) {
    this.sum = saved[0];
    this.total = saved[1];
  }
};

// src/queueing/require.ts
function requireCount(name2, value, least) {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name2} is ${value}; it must be a whole number of at least ${least}`);
}
function requirePositive(name2, value) {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name2} is ${value}; it must be finite and greater than 0`);
}
function requireNotNegative(name2, value) {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name2} is ${value}; it must be finite and at least 0`);
}
function requireChance(name2, value) {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name2} is ${value}; it must be greater than 0 and at most 1`);
}
function requireLimit(name2, value) {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${name2} is ${value}; it must be at least 0 and below 1`);
}

// src/queueing/excursions.ts
function excursions(model, levels) {
  const size = model.agents + 1;
  const result = {
    size,
    next: new Float64Array(size * size),
    seconds: new Float64Array(size),
    busySeconds: new Float64Array(size),
    flightSeconds: new Float64Array(size),
    answered: new Float64Array(size),
    lost: new Float64Array(size)
  };
  for (let start = 0; start < size; start++) sweep(model, levels, start, result);
  return result;
}
var NEGLIGIBLE = 1e-22;
function sweep(model, levels, start, result) {
  const { agents: agents2, answerRate } = model;
  const freeing = 1 / model.handleSeconds;
  const resolving = 1 / model.resolutionSeconds;
  const row = start * result.size;
  let here = new Float64Array(result.size);
  let below = new Float64Array(result.size);
  let low = start;
  let high = start;
  here[start] = 1;
  let starting = true;
  let length = 0;
  let busySeconds = 0;
  let flightSeconds = 0;
  let answered = 0;
  let lost = 0;
  for (let inFlight = levels[start]; low <= high; inFlight--) {
    let lowBelow = result.size;
    let highBelow = -1;
    for (let busy = high; busy >= low; busy--) {
      const mass = here[busy];
      here[busy] = 0;
      if (!starting && inFlight <= levels[busy]) {
        result.next[row + busy] = result.next[row + busy] + mass;
        continue;
      }
      if (mass < NEGLIGIBLE) continue;
      starting = false;
      const resolution = inFlight * resolving;
      const seconds2 = mass / (busy * freeing + resolution);
      const resolved = seconds2 * resolution;
      const persons = resolved * answerRate;
      length += seconds2;
      busySeconds += seconds2 * busy;
      flightSeconds += seconds2 * inFlight;
      answered += persons;
      if (busy > 0) {
        here[busy - 1] = here[busy - 1] + seconds2 * busy * freeing;
        low = Math.min(low, busy - 1);
      }
      if (inFlight === 0) continue;
      if (busy === agents2) {
        lost += persons;
        below[busy] = below[busy] + resolved;
        highBelow = agents2;
      } else {
        below[busy + 1] = below[busy + 1] + persons;
        below[busy] = below[busy] + resolved * (1 - answerRate);
        highBelow = Math.max(highBelow, busy + 1);
      }
      lowBelow = busy;
    }
    [here, below] = [below, here];
    low = lowBelow;
    high = highBelow;
  }
  result.seconds[start] = length;
  result.busySeconds[start] = busySeconds;
  result.flightSeconds[start] = flightSeconds;
  result.answered[start] = answered;
  result.lost[start] = lost;
}

// src/queueing/markovModel.ts
function checkModel(model) {
  requireCount("agents", model.agents, 1);
  requireChance("answerRate", model.answerRate);
  requirePositive("resolutionSeconds", model.resolutionSeconds);
  requirePositive("handleSeconds", model.handleSeconds);
}
function checkLevels(model, levels) {
  if (levels.length !== model.agents + 1) {
    throw new RangeError(`there are ${levels.length} levels; ${model.agents} agents need ${model.agents + 1}, for 0 to ${model.agents} busy`);
  }
  for (let busy = 0; busy <= model.agents; busy++) {
    requireCount(`levels[${busy}]`, levels[busy], 0);
    if (busy > 0 && levels[busy] > levels[busy - 1]) {
      throw new RangeError(`levels[${busy}] is ${levels[busy]}, above levels[${busy - 1}]; levels must not rise`);
    }
  }
}
function progressiveLevels(agents2) {
  return Array.from({ length: agents2 + 1 }, (_, busy) => agents2 - busy);
}
function mostInFlight(model) {
  const { agents: agents2, answerRate, resolutionSeconds, handleSeconds } = model;
  const steady = 3 * agents2 * resolutionSeconds / (answerRate * handleSeconds);
  return Math.ceil(steady + 6 * Math.sqrt(agents2) / answerRate + 10 / answerRate) + 5;
}

// src/queueing/stationaryLaw.ts
function stationaryLaw(size, transitions) {
  const chain = transitions.slice();
  const leaving = new Float64Array(size);
  for (let removed = size - 1; removed > 0; removed--) {
    const row = removed * size;
    let down = 0;
    for (let to = 0; to < removed; to++) down += chain[row + to];
    if (!(down > 0)) throw new Error(`state ${removed} reaches no lower state: the chain has no single stationary law`);
    leaving[removed] = down;
    for (let from = 0; from < removed; from++) {
      const share = chain[from * size + removed] / down;
      if (share === 0) continue;
      for (let to = 0; to < removed; to++) chain[from * size + to] = chain[from * size + to] + share * chain[row + to];
    }
  }
  return rebuild(size, chain, leaving);
}
function rebuild(size, chain, leaving) {
  const law = new Float64Array(size);
  law[0] = 1;
  let total = 1;
  for (let state = 1; state < size; state++) {
    let inflow = 0;
    for (let from = 0; from < state; from++) inflow += law[from] * chain[from * size + state];
    law[state] = inflow / leaving[state];
    total += law[state];
    if (total > HUGE) {
      for (let earlier = 0; earlier <= state; earlier++) law[earlier] = law[earlier] / total;
      total = 1;
    }
  }
  for (let state = 0; state < size; state++) law[state] = law[state] / total;
  return law;
}
var HUGE = 1e100;

// src/queueing/evaluateLevels.ts
function valueOf(model, levels, parts) {
  const law = stationaryLaw(parts.size, parts.next);
  const seconds2 = weighted(law, parts.seconds);
  const answered = weighted(law, parts.answered);
  const lost = weighted(law, parts.lost);
  return {
    levels,
    occupancy: weighted(law, parts.busySeconds) / seconds2 / model.agents,
    abandoned: lost / answered,
    meanInFlight: weighted(law, parts.flightSeconds) / seconds2,
    answeredPerSecond: answered / seconds2,
    lostPerSecond: lost / seconds2
  };
}
function weighted(law, amounts) {
  let sum = 0;
  for (let state = 0; state < law.length; state++) sum += law[state] * amounts[state];
  return sum;
}

// src/queueing/relativeValues.ts
function relativeValues(size, transitions, rewards, reference) {
  const chain = transitions.slice();
  const reward = rewards.slice();
  const leaving = new Float64Array(size);
  const order = removalOrder(size, reference);
  const present = new Uint8Array(size).fill(1);
  for (const removed of order) {
    present[removed] = 0;
    const row = removed * size;
    let out = 0;
    for (let to = 0; to < size; to++) if (present[to] === 1) out += chain[row + to];
    leaving[removed] = out;
    for (let from = 0; from < size; from++) {
      const share = present[from] === 1 ? chain[from * size + removed] / out : 0;
      if (share === 0) continue;
      reward[from] = reward[from] + share * reward[removed];
      for (let to = 0; to < size; to++) {
        if (present[to] === 1) chain[from * size + to] = chain[from * size + to] + share * chain[row + to];
      }
    }
  }
  const values = new Float64Array(size);
  for (const restored of order.reverse()) {
    let sum = reward[restored];
    for (let to = 0; to < size; to++) if (present[to] === 1) sum += chain[restored * size + to] * values[to];
    values[restored] = sum / leaving[restored];
    present[restored] = 1;
  }
  return values;
}
function removalOrder(size, reference) {
  const order = [];
  for (let low = 0; low < reference; low++) order.push(low);
  for (let high = size - 1; high > reference; high--) order.push(high);
  return order;
}

// src/queueing/levelsAtPrice.ts
function levelsAtPrice(model, price, limit, startLevels) {
  checkModel(model);
  requireNotNegative("price", price);
  requireLimit("limit", limit);
  let levels = startLevels ?? progressiveLevels(model.agents);
  checkLevels(model, levels);
  if (levels[0] === 0) throw new RangeError("startLevels[0] is 0; it must be at least 1");
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parts = excursions(model, levels);
    const better = improve(model, price, limit, levels, parts);
    if (better === void 0) return valueOf(model, levels, parts);
    levels = better;
  }
  throw new Error(`levelsAtPrice did not settle in ${MOST_ROUNDS} rounds: ${JSON.stringify({ model, price, limit })}`);
}
function gainAtPrice(value, price, limit) {
  return value.occupancy - price * (value.lostPerSecond - limit * value.answeredPerSecond);
}
var MOST_ROUNDS = 1e3;
var TIE = 1e-12;
function improve(model, price, limit, levels, parts) {
  const { agents: agents2, answerRate } = model;
  const { size } = parts;
  const freeing = 1 / model.handleSeconds;
  const resolving = 1 / model.resolutionSeconds;
  const law = stationaryLaw(size, parts.next);
  const gain = gainAtPrice(valueOf(model, levels, parts), price, limit);
  const rewards = new Float64Array(size);
  let reference = 0;
  for (let busy = 0; busy < size; busy++) {
    const charge = price * (parts.lost[busy] - limit * parts.answered[busy]);
    rewards[busy] = parts.busySeconds[busy] / agents2 - charge - gain * parts.seconds[busy];
    if (law[busy] > law[reference]) reference = busy;
  }
  const atLevel = relativeValues(size, parts.next, rewards, reference);
  const scale = atLevel.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  const best = atLevel.map((value) => value + TIE * scale);
  const improved = levels.slice();
  let moved = false;
  let fewer = new Float64Array(size);
  let here = new Float64Array(size);
  const most = Math.max(mostInFlight(model), ...levels);
  for (let inFlight = 0; inFlight <= most; inFlight++) {
    const resolution = inFlight * resolving;
    for (let busy = 0; busy < size; busy++) {
      const rate2 = busy * freeing + resolution;
      const full = busy === agents2;
      const person = full ? fewer[busy] - price : fewer[busy + 1];
      const resolved = answerRate * (person + price * limit) + (1 - answerRate) * fewer[busy];
      const freed = busy > 0 ? busy * freeing * here[busy - 1] : 0;
      const standing = rate2 === 0 ? -Infinity : (busy / agents2 - gain + freed + (inFlight > 0 ? resolution * resolved : 0)) / rate2;
      if (standing > best[busy]) {
        best[busy] = standing;
        improved[busy] = inFlight;
        moved = true;
      }
      here[busy] = inFlight < levels[busy] ? atLevel[busy] : standing;
    }
    [fewer, here] = [here, fewer];
  }
  return moved ? improved : void 0;
}

// src/engine/pacing/levelTables.ts
var PRICES = 24;
var LOWEST_PRICE_SECONDS = 0.2;
var HIGHEST_PRICE_SECONDS = 500;
var PRICE_LOG_STEP = Math.log(HIGHEST_PRICE_SECONDS / LOWEST_PRICE_SECONDS) / (PRICES - 1);
var HANDLE_SECONDS = 120;
var GRID_LOG_STEP = Math.log(1.05);
var SETS_MAX = 256;
var LEAST_ANSWER_RATE = 5e-3;
var MOST_RESOLUTION = 2;
var LEAST_RESOLUTION = 5e-3;
function gridBin(value) {
  return Math.round(Math.log(value) / GRID_LOG_STEP);
}
var LevelTables = class {
  sets = /* @__PURE__ */ new Map();
  /**
   * T(0) … T(agents) at a price.
   *
   * @param answerBin bin of the answer rate, as `gridBin` gives it
   * @param resolutionBin bin of E[R]/τ
   * @param priceIndex 0 to PRICES − 1
   * @param limit α, of the abandon limit
   */
  levels(agents2, answerBin, resolutionBin, priceIndex, limit) {
    const set = this.setOf(`${agents2} ${answerBin} ${resolutionBin}`);
    let levels = set[priceIndex];
    if (levels === void 0) {
      const model = {
        agents: agents2,
        answerRate: Math.min(1, Math.max(LEAST_ANSWER_RATE, Math.exp(answerBin * GRID_LOG_STEP))),
        resolutionSeconds: HANDLE_SECONDS * Math.min(MOST_RESOLUTION, Math.max(LEAST_RESOLUTION, Math.exp(resolutionBin * GRID_LOG_STEP))),
        handleSeconds: HANDLE_SECONDS
      };
      levels = levelsAtPrice(model, LOWEST_PRICE_SECONDS * Math.exp(priceIndex * PRICE_LOG_STEP), limit).levels;
      set[priceIndex] = levels;
    }
    return levels;
  }
  setOf(key) {
    let set = this.sets.get(key);
    if (set === void 0) {
      if (this.sets.size >= SETS_MAX) this.sets.clear();
      set = Array.from({ length: PRICES });
      this.sets.set(key, set);
    }
    return set;
  }
};
function pricePosition(logPrice) {
  return Math.min(PRICES - 1, Math.max(0, (logPrice - Math.log(LOWEST_PRICE_SECONDS)) / PRICE_LOG_STEP));
}

// src/engine/pacing/placeableDials.ts
function placeableDials(view) {
  return Math.max(0, Math.min(view.freeChannels, view.startsRoom, view.dueNow));
}

// src/engine/pacing/baseStock.ts
var BASE_STOCK_AGENTS_MAX = 60;
var baseStock = {
  id: "base-stock",
  description: `Optimal levels of the Markov model with estimated rates, for at most ${BASE_STOCK_AGENTS_MAX} agents.`,
  parameters: [
    { name: "target", type: "number", default: 0.03, min: 1e-4, max: 0.5, unit: "abandoned per answered person", description: "Abandon rate that the price is steered to." },
    { name: "priceStep", type: "number", default: 0.05, min: 1e-3, max: 1, unit: "of ln price per abandoned call", description: "How fast the price moves." }
  ],
  create: (parameters, random, priors2) => new BaseStock(parameters, random, priors2)
};
var PRIOR_ATTEMPTS = 50;
var PRIOR_CALLS = 20;
var ATTEMPTS_MEMORY = 2e3;
var CALLS_MEMORY = 400;
var START_PRICE_SECONDS = 10;
var REVIEW_MS = MINUTE_MS;
var BaseStock = class {
  id = "base-stock";
  target;
  random;
  price;
  answers;
  resolutionMs;
  handleMs;
  tables = new LevelTables();
  answerBin = 0;
  resolutionBin = 0;
  /** When the estimates were last read. */
  readAt = UNSET;
  constructor(parameters, random, priors2) {
    const values = resolveParameters(baseStock, parameters);
    this.target = numberOf(values, "target");
    this.random = random;
    this.price = new AbandonPrice({
      target: this.target,
      step: numberOf(values, "priceStep"),
      start: START_PRICE_SECONDS,
      lowest: LOWEST_PRICE_SECONDS,
      highest: HIGHEST_PRICE_SECONDS
    });
    this.answers = new ForgettingMean(priors2.answerRate, PRIOR_ATTEMPTS, ATTEMPTS_MEMORY);
    this.resolutionMs = new ForgettingMean(priors2.resolutionMs, PRIOR_ATTEMPTS, ATTEMPTS_MEMORY);
    this.handleMs = new ForgettingMean(priors2.talkMs + priors2.wrapMs, PRIOR_CALLS, CALLS_MEMORY);
  }
  dialCount(view) {
    const agents2 = staffedAgents(view);
    if (agents2 === 0) {
      this.price.isLimited = true;
      return 0;
    }
    if (agents2 > BASE_STOCK_AGENTS_MAX) throw new RangeError(`base-stock is made for at most ${BASE_STOCK_AGENTS_MAX} agents; there are ${agents2}`);
    if (this.readAt === UNSET || view.now - this.readAt >= REVIEW_MS) this.readEstimates(view.now);
    const level = this.drawLevels(agents2)[agents2 - view.ready];
    const count2 = Math.max(0, level - pendingCalls(view));
    const room = placeableDials(view);
    this.price.isLimited = room === 0 || count2 > room;
    return count2;
  }
  nextReviewAt(view) {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / REVIEW_MS) + 1) * REVIEW_MS;
  }
  onAttemptAnswered(_now, ringMs) {
    this.price.answered();
    this.answers.add(1);
    this.resolutionMs.add(ringMs);
  }
  onAttemptEnded(_now, outcome, ringMs) {
    if (outcome === "answered" || outcome === "dropped" || outcome === "customerHangup" || outcome === "cancelled") return;
    this.answers.add(0);
    this.resolutionMs.add(ringMs);
  }
  onDropped() {
    this.price.abandoned();
  }
  onHandled(_now, talkMs, wrapMs) {
    this.handleMs.add(talkMs + wrapMs);
  }
  readings() {
    return { priceSeconds: this.price.value, answerRate: this.answers.mean, resolutionMs: this.resolutionMs.mean, handleMs: this.handleMs.mean };
  }
  save() {
    return {
      price: this.price.save(),
      answers: this.answers.save(),
      resolutionMs: this.resolutionMs.save(),
      handleMs: this.handleMs.save(),
      answerBin: this.answerBin,
      resolutionBin: this.resolutionBin,
      readAt: this.readAt
    };
  }
  load(state) {
    const saved = state;
    this.price.load(saved.price);
    this.answers.load(saved.answers);
    this.resolutionMs.load(saved.resolutionMs);
    this.handleMs.load(saved.handleMs);
    this.answerBin = saved.answerBin;
    this.resolutionBin = saved.resolutionBin;
    this.readAt = saved.readAt;
  }
  readEstimates(now) {
    this.answerBin = gridBin(this.answers.mean);
    this.resolutionBin = gridBin(Math.max(1, this.resolutionMs.mean) / Math.max(1, this.handleMs.mean));
    this.readAt = Math.floor(now / REVIEW_MS) * REVIEW_MS;
  }
  /** The levels of the price just above λ, or of the one just below. */
  drawLevels(agents2) {
    const position = pricePosition(this.price.log);
    const below = Math.floor(position);
    const index = this.random.next() < position - below ? below + 1 : below;
    return this.tables.levels(agents2, this.answerBin, this.resolutionBin, index, this.target);
  }
};

// src/engine/pacing/estimators/handleLaw.ts
var HANDLE_BINS = 30;
var FIRST_WIDTH = 2;
var RATIO = 1.25;
var PRIOR_CALLS2 = 10;
var HANDLE_MEMORY = 400;
var KEEP = 1 - 1 / HANDLE_MEMORY;
var HANDLE_EDGES = Float64Array.from({ length: HANDLE_BINS + 1 }, (_, bin) => FIRST_WIDTH * (RATIO ** bin - 1) / (RATIO - 1));
function handleBinOf(seconds2) {
  let bin = Math.min(HANDLE_BINS - 1, Math.floor(Math.log(1 + seconds2 * (RATIO - 1) / FIRST_WIDTH) / LOG_RATIO));
  if (bin < HANDLE_BINS - 1 && seconds2 >= HANDLE_EDGES[bin + 1]) bin += 1;
  else if (seconds2 < HANDLE_EDGES[bin]) bin -= 1;
  return bin;
}
var LOG_RATIO = Math.log(RATIO);
var HandleLaw = class {
  priorSeconds;
  shrinkSeconds;
  events = new Float64Array(HANDLE_BINS);
  /** Seconds that calls spent in the bin in which they ended. */
  lastSeconds = new Float64Array(HANDLE_BINS);
  exposure = new Float64Array(HANDLE_BINS);
  rates = new Float64Array(HANDLE_BINS);
  /** Cumulative hazard at the edges. */
  cumulative = new Float64Array(HANDLE_BINS + 1);
  total = 0;
  /**
   * @param priorMs mean length believed before there are data
   * @param shrinkSeconds c₀: exposure that the pooled rate is worth in each bin, seconds
   */
  constructor(priorMs, shrinkSeconds) {
    this.priorSeconds = Math.max(1e-3, priorMs / 1e3);
    this.shrinkSeconds = shrinkSeconds;
    this.refresh(null, 0);
  }
  /** The phase of one call lasted so long. */
  add(durationMs) {
    const seconds2 = durationMs / 1e3;
    const ended = handleBinOf(seconds2);
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) {
      this.events[bin] = this.events[bin] * KEEP;
      this.lastSeconds[bin] = this.lastSeconds[bin] * KEEP;
    }
    this.events[ended] = this.events[ended] + 1;
    this.lastSeconds[ended] = this.lastSeconds[ended] + seconds2 - HANDLE_EDGES[ended];
    this.total = this.total * KEEP + 1;
  }
  /** Rebuilds the rates. `inProgress`: since when the calls now in this phase are in it. */
  refresh(inProgress, now) {
    const { events, exposure, rates } = this;
    let later = 0;
    for (let bin = HANDLE_BINS - 1; bin >= 0; bin -= 1) {
      exposure[bin] = this.lastSeconds[bin] + later * (HANDLE_EDGES[bin + 1] - HANDLE_EDGES[bin]);
      later += events[bin];
    }
    const share = 1 - this.total / HANDLE_MEMORY;
    if (inProgress !== null) for (let call = 0; call < inProgress.length; call += 1) this.expose((now - inProgress.at(call)) / 1e3, share);
    let seconds2 = PRIOR_CALLS2 * this.priorSeconds;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) seconds2 += exposure[bin];
    const pooled = (PRIOR_CALLS2 + later) / seconds2;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) rates[bin] = (events[bin] + this.shrinkSeconds * pooled) / (exposure[bin] + this.shrinkSeconds);
    this.accumulate();
  }
  /** −ln P(the phase lasts longer than `seconds`). */
  hazardUntil(seconds2) {
    const bin = handleBinOf(seconds2);
    return this.cumulative[bin] + this.rates[bin] * (seconds2 - HANDLE_EDGES[bin]);
  }
  /** P(over within `horizonSeconds` | it has lasted `seconds`). */
  endsWithin(seconds2, horizonSeconds) {
    return 1 - Math.exp(this.hazardUntil(seconds2) - this.hazardUntil(seconds2 + horizonSeconds));
  }
  /** The rates are stored too: they stand as they were at the last refresh. */
  save() {
    return { total: this.total, bins: [this.events, this.lastSeconds, this.rates].map((column) => Array.from(column)) };
  }
  load(saved) {
    this.total = saved.total;
    [this.events, this.lastSeconds, this.rates].forEach((column, index) => column.set(saved.bins[index]));
    this.accumulate();
  }
  accumulate() {
    const { rates, cumulative } = this;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) cumulative[bin + 1] = cumulative[bin] + rates[bin] * (HANDLE_EDGES[bin + 1] - HANDLE_EDGES[bin]);
  }
  expose(seconds2, share) {
    const last2 = handleBinOf(seconds2);
    for (let bin = 0; bin < last2; bin += 1) this.exposure[bin] = this.exposure[bin] + share * (HANDLE_EDGES[bin + 1] - HANDLE_EDGES[bin]);
    this.exposure[last2] = this.exposure[last2] + share * (seconds2 - HANDLE_EDGES[last2]);
  }
};

// src/engine/pacing/eisWindow.ts
var eisWindow = {
  id: "eis-window",
  description: "Expects who will be free within a window of seconds, and moves the window by the abandon rate.",
  parameters: [
    { name: "share", type: "number", default: 1, min: 0, max: 5, unit: "of the calls that match the free agents", description: "Share of the expected need that is dialled." },
    { name: "limit", type: "number", default: 0.03, min: 0, max: 1, unit: "abandoned per answered person", description: "Abandon rate at which the window shrinks." }
  ],
  create: (parameters, random, priors2) => new EisWindow(parameters, random, priors2)
};
var PERSONS_PER_STEP = 100;
var STEP = 1.1;
var START_SECONDS = 10;
var LEAST_SECONDS = 0.5;
var MOST_SECONDS = 60;
var PRIOR_ATTEMPTS2 = 20;
var ATTEMPTS_MEMORY2 = 2e3;
var SHRINK_SECONDS = 300;
var CALLS_PER_REFRESH = 10;
var LEAST_ANSWER_RATE2 = 1e-3;
var EisWindow = class {
  id = "eis-window";
  share;
  limit;
  answers;
  handle;
  seconds = START_SECONDS;
  answered = 0;
  dropped = 0;
  sinceRefresh = CALLS_PER_REFRESH;
  constructor(parameters, _random, priors2) {
    const values = resolveParameters(eisWindow, parameters);
    this.share = numberOf(values, "share");
    this.limit = numberOf(values, "limit");
    this.answers = new ForgettingMean(priors2.answerRate, PRIOR_ATTEMPTS2, ATTEMPTS_MEMORY2);
    this.handle = new HandleLaw(priors2.talkMs + priors2.wrapMs, SHRINK_SECONDS);
  }
  dialCount(view) {
    if (staffedAgents(view) === 0) return 0;
    const { now, handlingSince } = view;
    if (this.sinceRefresh >= CALLS_PER_REFRESH) {
      this.handle.refresh(handlingSince, now);
      this.sinceRefresh = 0;
    }
    let free = view.ready - view.waitingSince.length;
    for (let agent = 0; agent < handlingSince.length; agent += 1) free += this.handle.endsWithin((now - handlingSince.at(agent)) / 1e3, this.seconds);
    const needed = Math.floor(this.share * free / Math.max(LEAST_ANSWER_RATE2, this.answers.mean));
    return Math.max(0, needed - view.ringingSince.length - view.analysingSince.length);
  }
  nextReviewAt(view) {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / SECOND_MS) + 1) * SECOND_MS;
  }
  onAttemptAnswered() {
    this.answers.add(1);
    this.answered += 1;
    if (this.answered < PERSONS_PER_STEP) return;
    const seconds2 = this.dropped < this.limit * this.answered ? this.seconds * STEP : this.seconds / STEP;
    this.seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds2));
    this.answered = 0;
    this.dropped = 0;
  }
  onAttemptEnded(_now, outcome) {
    if (outcome === "answered" || outcome === "dropped" || outcome === "customerHangup" || outcome === "cancelled") return;
    this.answers.add(0);
  }
  onDropped() {
    this.dropped += 1;
  }
  onHandled(_now, talkMs, wrapMs) {
    this.handle.add(talkMs + wrapMs);
    this.sinceRefresh += 1;
  }
  readings() {
    return { windowSeconds: this.seconds, answerRate: this.answers.mean };
  }
  save() {
    return {
      seconds: this.seconds,
      answered: this.answered,
      dropped: this.dropped,
      answers: this.answers.save(),
      handle: this.handle.save(),
      sinceRefresh: this.sinceRefresh
    };
  }
  load(state) {
    const saved = state;
    this.seconds = saved.seconds;
    this.answered = saved.answered;
    this.dropped = saved.dropped;
    this.answers.load(saved.answers);
    this.handle.load(saved.handle);
    this.sinceRefresh = saved.sinceRefresh;
  }
};

// src/engine/pacing/fixedRatioAll.ts
var fixedRatioAll = {
  id: "fixed-ratio-all",
  description: "Lines per agent: a fixed number of lines for every agent, ready or not.",
  parameters: [
    { name: "level", type: "number", default: 1.3, min: 0, max: 100, unit: "lines per agent", description: "Lines kept busy for each agent signed in and not paused." },
    { name: "countWaiting", type: "boolean", default: true, unit: "yes or no", description: "Whether persons who wait for an agent count as busy lines." }
  ],
  create: (parameters) => {
    const values = resolveParameters(fixedRatioAll, parameters);
    const level = numberOf(values, "level");
    const countWaiting = values["countWaiting"] === true;
    return {
      id: "fixed-ratio-all",
      dialCount: (view) => {
        const agents2 = staffedAgents(view);
        const busy = agents2 - view.ready;
        const pending = view.ringingSince.length + view.analysingSince.length + (countWaiting ? view.waitingSince.length : 0);
        return agents2 === 0 ? 0 : Math.max(0, roundHalfUp(level * agents2) - busy - pending);
      },
      readings: () => ({ level })
    };
  }
};

// src/engine/pacing/fixedRatioIdle.ts
var fixedRatioIdle = {
  id: "fixed-ratio-idle",
  description: "Calls per free agent: a fixed number of calls for every agent who is ready.",
  parameters: [
    { name: "ratio", type: "number", default: 1.5, min: 0, max: 100, unit: "calls per free agent", description: "Calls kept pending for each ready agent." }
  ],
  create: (parameters) => {
    const ratio = numberOf(resolveParameters(fixedRatioIdle, parameters), "ratio");
    return {
      id: "fixed-ratio-idle",
      dialCount: (view) => Math.max(0, roundHalfUp(ratio * view.ready) - pendingCalls(view)),
      readings: () => ({ ratio })
    };
  }
};

// src/queueing/poissonBinomial.ts
function addTrial(law, trials, chance) {
  const failure = 1 - chance;
  law[trials + 1] = law[trials] * chance;
  for (let k = trials; k > 0; k--) law[k] = law[k] * failure + law[k - 1] * chance;
  law[0] = law[0] * failure;
}

// src/engine/pacing/countLaw.ts
var NOTHING = 1e-15;
var CountLaw = class {
  /** Probabilities of 0 … `top`; what stands above means nothing. */
  probabilities = new Float64Array(256);
  top = 0;
  /** No trial: certainly 0. */
  clear() {
    this.probabilities[0] = 1;
    this.top = 0;
  }
  add(chance) {
    if (chance <= 0) return;
    if (this.top + 2 > this.probabilities.length) this.grow();
    const law = this.probabilities;
    addTrial(law, this.top, chance < 1 ? chance : 1);
    let top = this.top + 1;
    while (top > 0 && law[top] < NOTHING) top -= 1;
    this.top = top;
  }
  /** Turns the probabilities of exactly k into those of at most k. No trial may be added afterwards. */
  accumulate() {
    const law = this.probabilities;
    for (let k = 1; k <= this.top; k += 1) law[k] = law[k] + law[k - 1];
  }
  grow() {
    const longer3 = new Float64Array(this.probabilities.length * 2);
    longer3.set(this.probabilities);
    this.probabilities = longer3;
  }
};

// src/engine/pacing/estimators/freeForecast.ts
var FreeForecast = class {
  talking = new Float64Array(HANDLE_BINS + 1);
  wrapping = new Float64Array(HANDLE_BINS + 1);
  /** Rebuilds both tables for a horizon. */
  refresh(talk, wrap, horizonMs) {
    const horizon = Math.max(1e-3, horizonMs / 1e3);
    const steps = Math.min(STEPS_MAX, Math.ceil(horizon));
    const step = horizon / steps;
    for (let edge = 0; edge <= HANDLE_BINS; edge += 1) {
      const elapsed = HANDLE_EDGES[edge];
      this.wrapping[edge] = wrap.endsWithin(elapsed, horizon);
      const hazardBefore = talk.hazardUntil(elapsed);
      let stillTalking = 1;
      let free = 0;
      for (let each = 1; each <= steps; each += 1) {
        const stays = Math.exp(hazardBefore - talk.hazardUntil(elapsed + each * step));
        free += (stillTalking - stays) * (1 - Math.exp(-wrap.hazardUntil(horizon - (each - 0.5) * step)));
        stillTalking = stays;
      }
      this.talking[edge] = free;
    }
  }
  /** For an agent who has talked so long. */
  freeAfterTalk(elapsedMs) {
    return read(this.talking, elapsedMs / 1e3);
  }
  /** For an agent who has wrapped up so long. */
  freeAfterWrap(elapsedMs) {
    return read(this.wrapping, elapsedMs / 1e3);
  }
};
var STEPS_MAX = 60;
function read(table, seconds2) {
  const bin = handleBinOf(seconds2);
  const from = HANDLE_EDGES[bin];
  const share = Math.min(1, (seconds2 - from) / (HANDLE_EDGES[bin + 1] - from));
  return table[bin] + (table[bin + 1] - table[bin]) * share;
}

// src/engine/pacing/estimators/resolutionLaw.ts
var BINS = 60;
var PRIOR_ATTEMPTS3 = 20;
var RESOLUTION_MEMORY = 2e3;
var GROWTH = 1 / (1 - 1 / RESOLUTION_MEMORY);
var WEIGHT_MAX = 1e6;
var ResolutionLaw = class {
  /** p̂: probability that an attempt ends as a person offered to the agents. */
  answerRate;
  /** Mean time from the dial to the answer of those that are answered. */
  meanAnswerMs;
  ended = new Float64Array(BINS);
  answered = new Float64Array(BINS);
  /** Seconds that attempts spent in the bin in which they ended. */
  lastSeconds = new Float64Array(BINS);
  answerMs = 0;
  /** Weight of the newest attempt; growing it is the same as making all others fade. */
  weight = 1;
  priorAnswerRate;
  priorMs;
  endRates = new Float64Array(BINS);
  personShares = new Float64Array(BINS);
  /** P(person within the horizon | still in flight at whole second b). */
  within = new Float64Array(BINS + 1);
  constructor(answerRate, resolutionMs) {
    this.priorAnswerRate = answerRate;
    this.priorMs = resolutionMs;
    this.answerRate = answerRate;
    this.meanAnswerMs = resolutionMs;
    this.refresh();
  }
  /** An attempt has resolved after `ringMs` since its dial. */
  add(ringMs, isPerson) {
    const seconds2 = ringMs / 1e3;
    const bin = Math.min(BINS - 1, Math.floor(seconds2));
    const { weight } = this;
    this.ended[bin] = this.ended[bin] + weight;
    this.lastSeconds[bin] = this.lastSeconds[bin] + weight * (seconds2 - bin);
    if (isPerson) {
      this.answered[bin] = this.answered[bin] + weight;
      this.answerMs += weight * ringMs;
    }
    this.weight = weight * GROWTH;
    if (this.weight > WEIGHT_MAX) this.rescale();
  }
  /** Rebuilds the tables; the horizon is the mean time to an answer. */
  refresh() {
    const unit = this.weight / GROWTH;
    const prior = PRIOR_ATTEMPTS3;
    const priorSeconds = this.priorMs / 1e3;
    let later = 0;
    let persons = 0;
    for (let bin = BINS - 1; bin >= 0; bin -= 1) {
      const reached = Math.exp(-bin / priorSeconds);
      const priorEnded = prior * (bin === BINS - 1 ? reached : reached - Math.exp(-(bin + 1) / priorSeconds));
      const ended = this.ended[bin] / unit;
      const answered = this.answered[bin] / unit;
      const exposure = later + this.lastSeconds[bin] / unit + priorEnded * priorSeconds;
      this.endRates[bin] = (ended + priorEnded) / exposure;
      this.personShares[bin] = (answered + priorEnded * this.priorAnswerRate) / (ended + priorEnded);
      later += ended;
      persons += answered;
    }
    const priorPersons = prior * this.priorAnswerRate;
    this.answerRate = (persons + priorPersons) / (later + prior);
    const weight = persons + Math.max(priorPersons, 1e-3);
    this.meanAnswerMs = (this.answerMs / unit + (weight - persons) * this.priorMs) / weight;
    this.fillWithin();
  }
  /** P(a person answers within the horizon | in flight for `elapsedMs`). */
  personWithin(elapsedMs) {
    const seconds2 = elapsedMs / 1e3;
    if (seconds2 >= BINS) return this.within[BINS];
    const bin = Math.floor(seconds2);
    const before = this.within[bin];
    return before + (this.within[bin + 1] - before) * (seconds2 - bin);
  }
  /** The tables are stored too: they stand as they were at the last refresh. */
  save() {
    return {
      scalars: [this.answerMs, this.weight, this.answerRate, this.meanAnswerMs],
      bins: [this.ended, this.answered, this.lastSeconds, this.endRates, this.personShares].map((column) => Array.from(column))
    };
  }
  load(saved) {
    this.answerMs = saved.scalars[0];
    this.weight = saved.scalars[1];
    this.answerRate = saved.scalars[2];
    this.meanAnswerMs = saved.scalars[3];
    [this.ended, this.answered, this.lastSeconds, this.endRates, this.personShares].forEach((column, index) => column.set(saved.bins[index]));
    this.fillWithin();
  }
  fillWithin() {
    const horizonSeconds = Math.max(1e-3, this.meanAnswerMs / 1e3);
    for (let start = 0; start <= BINS; start += 1) {
      let left = horizonSeconds;
      let inFlight = 1;
      let persons = 0;
      for (let bin = Math.min(start, BINS - 1); left > 0; bin = Math.min(bin + 1, BINS - 1)) {
        const length = bin === BINS - 1 ? left : Math.min(1, left);
        const stay = Math.exp(-this.endRates[bin] * length);
        persons += inFlight * (1 - stay) * this.personShares[bin];
        inFlight *= stay;
        left -= length;
      }
      this.within[start] = persons;
    }
  }
  rescale() {
    const factor = 1 / this.weight;
    for (let bin = 0; bin < BINS; bin += 1) {
      this.ended[bin] = this.ended[bin] * factor;
      this.answered[bin] = this.answered[bin] * factor;
      this.lastSeconds[bin] = this.lastSeconds[bin] * factor;
    }
    this.answerMs *= factor;
    this.weight = 1;
  }
};

// src/engine/pacing/fractile.ts
var fractile = {
  id: "fractile",
  description: "Forecasts free agents and answers at one horizon; a price on abandoned calls holds the target.",
  parameters: [
    { name: "target", type: "number", default: 0.03, min: 1e-4, max: 0.5, unit: "abandoned per answered person", description: "Abandon rate that the price is steered to." },
    { name: "priceStep", type: "number", default: 0.05, min: 1e-3, max: 1, unit: "of ln price per abandoned call", description: "How fast the price moves." }
  ],
  create: (parameters, random, priors2) => new Fractile(parameters, random, priors2)
};
var ATTEMPTS_PER_REFRESH = 50;
var CANDIDATES_MAX = 1e3;
var TALK_SHRINK_SECONDS = 300;
var WRAP_SHRINK_SECONDS = 60;
var VERDICT_PRIOR = 0.5;
var VERDICT_PRIOR_CALLS = 10;
var VERDICT_MEMORY = 1e3;
var Fractile = class {
  id = "fractile";
  price;
  resolution;
  talk;
  wrap;
  verdicts = new ForgettingMean(VERDICT_PRIOR, VERDICT_PRIOR_CALLS, VERDICT_MEMORY);
  forecast = new FreeForecast();
  frees = new CountLaw();
  persons = new CountLaw();
  sinceRefresh = ATTEMPTS_PER_REFRESH;
  /** At the last decision somebody waited for an agent. */
  wereWaiting = false;
  constructor(parameters, _random, priors2) {
    const values = resolveParameters(fractile, parameters);
    this.price = new AbandonPrice({ target: numberOf(values, "target"), step: numberOf(values, "priceStep"), start: 20, lowest: 0.5, highest: 1e4 });
    this.resolution = new ResolutionLaw(priors2.answerRate, priors2.resolutionMs);
    this.talk = new HandleLaw(priors2.talkMs, TALK_SHRINK_SECONDS);
    this.wrap = new HandleLaw(priors2.wrapMs, WRAP_SHRINK_SECONDS);
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
  }
  dialCount(view) {
    this.wereWaiting = view.waitingSince.length > 0;
    if (staffedAgents(view) === 0) {
      this.price.isLimited = true;
      return 0;
    }
    if (this.sinceRefresh >= ATTEMPTS_PER_REFRESH) this.refresh(view);
    this.countFrees(view);
    this.countPersons(view);
    const spare = view.ready - view.waitingSince.length;
    const threshold = 1 / (1 + this.price.value);
    const { answerRate } = this.resolution;
    let count2 = 0;
    while (count2 < CANDIDATES_MAX && this.chanceOfNoAgent(spare) < threshold) {
      this.persons.add(answerRate);
      count2 += 1;
    }
    const room = placeableDials(view);
    this.price.isLimited = room === 0 || count2 > room;
    return count2;
  }
  nextReviewAt(view) {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / SECOND_MS) + 1) * SECOND_MS;
  }
  onAttemptAnswered(_now, ringMs) {
    this.price.answered();
    this.verdicts.add(1);
    this.resolved(ringMs, true);
  }
  onAttemptEnded(_now, outcome, ringMs) {
    switch (outcome) {
      // Persons who were offered are known since their answer; a withdrawn call says nothing about its end.
      case "answered":
      case "dropped":
      case "cancelled":
        return;
      // Either while he waited, and then he is known, or before the verdict, and then nobody was offered.
      case "customerHangup":
        if (!this.wereWaiting) this.resolved(ringMs, false);
        return;
      case "machine":
        this.verdicts.add(0);
        this.resolved(ringMs, false);
        return;
      default:
        this.resolved(ringMs, false);
    }
  }
  onDropped() {
    this.price.abandoned();
  }
  onHandled(_now, talkMs, wrapMs) {
    this.talk.add(talkMs);
    this.wrap.add(wrapMs);
  }
  readings() {
    const { answerRate, meanAnswerMs } = this.resolution;
    return { price: this.price.value, threshold: 1 / (1 + this.price.value), answerRate, horizonMs: meanAnswerMs };
  }
  save() {
    return {
      price: this.price.save(),
      resolution: this.resolution.save(),
      talk: this.talk.save(),
      wrap: this.wrap.save(),
      verdicts: this.verdicts.save(),
      sinceRefresh: this.sinceRefresh,
      wereWaiting: this.wereWaiting
    };
  }
  load(state) {
    const saved = state;
    this.price.load(saved.price);
    this.resolution.load(saved.resolution);
    this.talk.load(saved.talk);
    this.wrap.load(saved.wrap);
    this.verdicts.load(saved.verdicts);
    this.sinceRefresh = saved.sinceRefresh;
    this.wereWaiting = saved.wereWaiting;
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
  }
  resolved(ringMs, isPerson) {
    this.resolution.add(ringMs, isPerson);
    this.sinceRefresh += 1;
  }
  refresh(view) {
    this.resolution.refresh();
    this.talk.refresh(view.talkingSince, view.now);
    this.wrap.refresh(view.wrappingSince, view.now);
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
    this.sinceRefresh = 0;
  }
  /** F, as probabilities of at most so many. */
  countFrees(view) {
    const { frees, forecast } = this;
    const { now, talkingSince, wrappingSince } = view;
    const talking = talkingSince.length;
    const wrapping = wrappingSince.length;
    frees.clear();
    const stays = Math.max(0, 1 - view.leaving / Math.max(1, talking + wrapping + view.reserved));
    for (let agent = 0; agent < talking; agent += 1) frees.add(stays * forecast.freeAfterTalk(now - talkingSince.at(agent)));
    for (let agent = 0; agent < wrapping; agent += 1) frees.add(stays * forecast.freeAfterWrap(now - wrappingSince.at(agent)));
    frees.accumulate();
  }
  /** A, of the calls that are in flight. */
  countPersons(view) {
    const { persons, resolution } = this;
    const { now, ringingSince } = view;
    const ringing = ringingSince.length;
    persons.clear();
    for (let call = 0; call < ringing; call += 1) persons.add(resolution.personWithin(now - ringingSince.at(call)));
    const analysing = view.analysingSince.length;
    if (analysing > 0) {
      const person = this.verdicts.mean;
      for (let call = 0; call < analysing; call += 1) persons.add(person);
    }
  }
  /** P(A >= spare + F). */
  chanceOfNoAgent(spare) {
    const answering = this.persons.probabilities;
    const freeing = this.frees.probabilities;
    const mostFree = this.frees.top;
    let chance = 0;
    for (let persons = this.persons.top; persons >= 0 && persons >= spare; persons -= 1) {
      const free = persons - spare;
      chance += free >= mostFree ? answering[persons] : answering[persons] * freeing[free];
    }
    return chance;
  }
};

// src/engine/pacing/impactSimulation.ts
var TICKS = 240;
var ANSWERED_RING_TICKS = 10;
var UNANSWERED_RING_TICKS = 15;
var WRAP_TICKS = 5;
var ImpactSimulation = class {
  /** Of the last run: busy share of agents' time, and abandoned as a fraction of answered. */
  utilisation = 0;
  abandonRate = 0;
  /** By tick, what happens then: unanswered rings that end, answers, agents who are free again. */
  endings = new Int32Array(TICKS);
  answers = new Int32Array(TICKS);
  releases = new Int32Array(TICKS);
  run(agents2, factor, recent, random) {
    this.endings.fill(0);
    this.answers.fill(0);
    this.releases.fill(0);
    let idle = agents2;
    let ringing = 0;
    let answered = 0;
    let abandoned = 0;
    let busyTicks = 0;
    for (let tick = 0; tick < TICKS; tick += 1) {
      idle += this.releases[tick];
      ringing -= this.endings[tick] + this.answers[tick];
      for (let person = this.answers[tick]; person > 0; person -= 1) {
        answered += 1;
        if (idle === 0) {
          abandoned += 1;
          continue;
        }
        idle -= 1;
        put(this.releases, tick + Math.max(1, Math.round(drawTalkSeconds(recent, random))) + WRAP_TICKS);
      }
      for (let dials = roundHalfUp(factor * idle) - ringing; dials > 0; dials -= 1) {
        ringing += 1;
        if (drawAnswered(recent, random)) put(this.answers, tick + ANSWERED_RING_TICKS);
        else put(this.endings, tick + UNANSWERED_RING_TICKS);
      }
      busyTicks += agents2 - idle;
    }
    this.utilisation = agents2 === 0 ? 0 : busyTicks / (agents2 * TICKS);
    this.abandonRate = answered === 0 ? 0 : abandoned / answered;
  }
};
function put(calendar2, tick) {
  if (tick < TICKS) calendar2[tick] = calendar2[tick] + 1;
}
function drawAnswered(recent, random) {
  return recent.answered[Math.floor(random.next() * recent.attempts)] === 1;
}
function drawTalkSeconds(recent, random) {
  return recent.talks === 0 ? recent.talkPriorSeconds : recent.talkSeconds[Math.floor(random.next() * recent.talks)];
}

// src/engine/pacing/reviewGrid.ts
var ReviewGrid = class {
  periodMs;
  firstAfterMs;
  startedAt = UNSET;
  next = UNSET;
  /** @param firstAfterMs when the rule acts first, counted from the start: 0, or one period for rules that need data. */
  constructor(periodMs, firstAfterMs = 0) {
    this.periodMs = periodMs;
    this.firstAfterMs = firstAfterMs;
  }
  /** True if an instant of the grid has come since the rule acted last. The first call starts the grid. */
  take(now) {
    if (this.startedAt === UNSET) {
      this.startedAt = now;
      this.next = now + this.firstAfterMs;
    }
    if (now < this.next) return false;
    const passed = Math.floor((now - this.startedAt) / this.periodMs);
    this.next = this.startedAt + (passed + 1) * this.periodMs;
    return true;
  }
  /** The grid's next instant; NEVER before it has started. */
  get nextAt() {
    return this.startedAt === UNSET ? NEVER : this.next;
  }
  save() {
    return { startedAt: this.startedAt, nextAt: this.next };
  }
  load(state) {
    this.startedAt = state.startedAt;
    this.next = state.nextAt;
  }
};

// src/engine/pacing/shares.ts
function droppedOfAnswered(counts) {
  const { persons } = counts;
  return persons > 0 ? counts.dropped / persons : 0;
}

// src/engine/pacing/impact.ts
var REVIEW_MS2 = 6e4;
var AGENTS_MIN = 5;
var ENDED_MIN = 50;
var HISTORY = 100;
var FACTORS = 5;
var BACK_OFF = 0.75;
var SILENCE_MS = 6e5;
var impact = {
  id: "impact",
  description: "Impact Dialing: simulates its own recent history to pick the calls per free agent.",
  parameters: [
    { name: "acceptable", type: "number", default: 0.03, min: 0, max: 1, unit: "fraction", description: "Abandoned share of answered calls that a factor may have." }
  ],
  create: (parameters, random, priors2) => {
    const acceptable = numberOf(resolveParameters(impact, parameters), "acceptable");
    const simulation = new ImpactSimulation();
    const grid = new ReviewGrid(REVIEW_MS2);
    const recent = { answered: new Uint8Array(HISTORY), attempts: 0, talkSeconds: new Float64Array(HISTORY), talks: 0, talkPriorSeconds: priors2.talkMs / SECOND_MS };
    let attemptsSeen = 0;
    let talksSeen = 0;
    let factor = 1;
    let dialledAt = null;
    function pick(view) {
      const { ended, persons } = view.last1800s;
      const agents2 = staffedAgents(view);
      if (agents2 < AGENTS_MIN || ended < ENDED_MIN || recent.attempts === 0) return;
      const answerRate = Math.max(1, persons) / ended;
      let best = -1;
      factor = 1;
      for (let step = 0; step <= FACTORS; step += 1) {
        const candidate = 1 + (1 / answerRate - 1) * step / FACTORS;
        simulation.run(agents2, candidate, recent, random);
        if (simulation.abandonRate > acceptable || simulation.utilisation <= best) continue;
        best = simulation.utilisation;
        factor = candidate;
      }
    }
    return {
      id: "impact",
      dialCount: (view) => {
        dialledAt ??= view.now;
        if (grid.take(view.now)) pick(view);
        const applied = droppedOfAnswered(view.last1800s) > acceptable ? BACK_OFF * factor : factor;
        const wanted = roundHalfUp(applied * view.ready) - view.ringingSince.length - view.waitingSince.length;
        const isSilent = view.ready > 0 && view.now - dialledAt >= SILENCE_MS;
        return Math.max(isSilent ? 1 : 0, wanted);
      },
      nextReviewAt: () => grid.nextAt,
      onAttemptStarted: (now) => {
        dialledAt = now;
      },
      onAttemptEnded: (_now, outcome) => {
        recent.answered[attemptsSeen % HISTORY] = outcome === "answered" || outcome === "dropped" || outcome === "customerHangup" ? 1 : 0;
        attemptsSeen += 1;
        recent.attempts = Math.min(HISTORY, attemptsSeen);
      },
      onHandled: (_now, talkMs) => {
        recent.talkSeconds[talksSeen % HISTORY] = talkMs / SECOND_MS;
        talksSeen += 1;
        recent.talks = Math.min(HISTORY, talksSeen);
      },
      readings: () => ({ factor }),
      save: () => ({
        grid: grid.save(),
        factor,
        dialledAt,
        answered: [...recent.answered],
        attemptsSeen,
        talkSeconds: [...recent.talkSeconds],
        talksSeen
      }),
      load: (state) => {
        const saved = state;
        grid.load(saved.grid);
        factor = saved.factor;
        dialledAt = saved.dialledAt;
        recent.answered.set(saved.answered);
        recent.talkSeconds.set(saved.talkSeconds);
        attemptsSeen = saved.attemptsSeen;
        talksSeen = saved.talksSeen;
        recent.attempts = Math.min(HISTORY, attemptsSeen);
        recent.talks = Math.min(HISTORY, talksSeen);
      }
    };
  }
};

// src/engine/pacing/invitation.ts
var REVIEW_MS3 = SECOND_MS;
var GAIN = 0.5;
var DRIFT_PER_MS = 0.02 / SECOND_MS;
var CALLS_PER_AGENT_MAX = 10;
var PRIOR_ATTEMPTS4 = 50;
var invitation = {
  id: "invitation",
  description: "Agent invitation by feedback: steers free agents less waiting persons towards a reserve.",
  parameters: [
    { name: "reserve", type: "number", default: 2, min: 0, max: 1e3, unit: "agents", description: "Free agents, beyond waiting persons, that the rule aims at." }
  ],
  create: (parameters, _random, priors2) => {
    const reserve = numberOf(resolveParameters(invitation, parameters), "reserve");
    const grid = new ReviewGrid(REVIEW_MS3);
    let target = 0;
    let askedAt = UNSET;
    let balance = 0;
    let surplus = 0;
    let unserved = 0;
    function lossesFromQueue(view) {
      const { ended, persons, dropped } = view.campaign;
      return dropped + unserved - (ended - persons);
    }
    function move(view) {
      const { ended, persons } = view.last1800s;
      const gain = GAIN * (ended + PRIOR_ATTEMPTS4) / Math.max(1e-3, persons + PRIOR_ATTEMPTS4 * priors2.answerRate);
      const surplusNow = view.ready - view.waitingSince.length;
      const balanceNow = surplusNow - lossesFromQueue(view);
      if (askedAt === UNSET) {
        target = gain * view.ready;
      } else {
        const elapsedMs = Math.min(REVIEW_MS3, view.now - askedAt);
        target = Math.max(0, target + DRIFT_PER_MS * (surplus - reserve) * elapsedMs) + gain * (balanceNow - balance);
      }
      target = Math.min(CALLS_PER_AGENT_MAX * staffedAgents(view), Math.max(0, target));
      askedAt = view.now;
      balance = balanceNow;
      surplus = surplusNow;
    }
    return {
      id: "invitation",
      dialCount: (view) => {
        grid.take(view.now);
        move(view);
        return Math.max(0, roundHalfUp(target) - view.ringingSince.length - view.analysingSince.length);
      },
      nextReviewAt: () => grid.nextAt,
      onAttemptEnded: (_now, outcome) => {
        if (outcome !== "answered" && outcome !== "dropped") unserved += 1;
      },
      readings: () => ({ target }),
      save: () => ({ grid: grid.save(), target, askedAt, balance, surplus, unserved }),
      load: (state) => {
        const saved = state;
        grid.load(saved.grid);
        ({ target, askedAt, balance, surplus, unserved } = saved);
      }
    };
  }
};

// src/engine/pacing/issabel.ts
var REVIEW_MS4 = 3e3;
var HANDLED_MIN = 10;
var ENDED_MIN2 = 10;
var ANSWER_RATE_MIN = 0.2;
var issabel = {
  id: "issabel",
  description: "Issabel: counts agents believed to be free soon, divided by the answer rate.",
  parameters: [
    { name: "qos", type: "number", default: 0.97, min: 0, max: 1, unit: "probability", description: "A talk counts as ending once it is this probable to have ended by then." },
    { name: "overcommit", type: "boolean", default: true, unit: "yes or no", description: "Whether the number of calls is divided by the answer rate." }
  ],
  create: (parameters, _random, priors2) => {
    const values = resolveParameters(issabel, parameters);
    const qos = numberOf(values, "qos");
    const overcommit = values["overcommit"] === true;
    const grid = new ReviewGrid(REVIEW_MS4);
    let endingSoon = 0;
    function countEndingSoon(view) {
      const { handled, talkMs, persons, ringMsOfPersons } = view.campaign;
      if (handled < HANDLED_MIN) return 0;
      const answerMs = persons > 0 ? ringMsOfPersons / persons : priors2.resolutionMs;
      const meanTalkMs = Math.max(1, talkMs / handled);
      let count2 = 0;
      for (let index = 0; index < view.talkingSince.length; index += 1) {
        const elapsedMs = view.now - view.talkingSince.at(index);
        if (1 - Math.exp(-(elapsedMs + answerMs) / meanTalkMs) >= qos) count2 += 1;
      }
      return count2;
    }
    return {
      id: "issabel",
      dialCount: (view) => {
        if (!grid.take(view.now)) return 0;
        endingSoon = countEndingSoon(view);
        const calls = Math.max(0, view.ready + endingSoon - view.waitingSince.length - view.ringingSince.length);
        const { ended, persons, machines } = view.last1800s;
        if (!overcommit || ended < ENDED_MIN2) return calls;
        return roundHalfUp(calls / Math.max(ANSWER_RATE_MIN, (persons + machines) / ended));
      },
      nextReviewAt: () => grid.nextAt,
      readings: () => ({ endingSoon }),
      save: () => ({ grid: grid.save(), endingSoon }),
      load: (state) => {
        const saved = state;
        grid.load(saved.grid);
        endingSoon = saved.endingSoon;
      }
    };
  }
};

// src/engine/pacing/openLoop.ts
var openLoop = {
  id: "open-loop",
  description: "Dials at the instants of a Poisson process, whatever happens: for checks against closed forms.",
  parameters: [
    { name: "ratePerSecond", type: "number", min: 1e-6, max: 1e4, unit: "dials per second", description: "Mean rate of dials while agents are signed in." }
  ],
  create: (parameters, random) => {
    const ratePerSecond = numberOf(resolveParameters(openLoop, parameters), "ratePerSecond");
    const meanGapMs = 1e3 / ratePerSecond;
    let nextInstantMs = UNSET;
    function gapMs() {
      return -Math.log(1 - random.next()) * meanGapMs;
    }
    return {
      id: "open-loop",
      dialCount: (view) => {
        if (staffedAgents(view) === 0) {
          nextInstantMs = UNSET;
          return 0;
        }
        if (nextInstantMs === UNSET) nextInstantMs = view.now + gapMs();
        let count2 = 0;
        while (nextInstantMs <= view.now) {
          count2 += 1;
          nextInstantMs += gapMs();
        }
        return count2;
      },
      nextReviewAt: (view) => nextInstantMs === UNSET ? NEVER : Math.max(view.now + 1, Math.ceil(nextInstantMs)),
      readings: () => ({ ratePerSecond }),
      save: () => ({ nextInstantMs }),
      load: (state) => {
        nextInstantMs = state.nextInstantMs;
      }
    };
  }
};

// src/engine/pacing/repeatFailures.ts
var UPTIME_MIN_MS = 3e5;
var PERSONS_MIN = 10;
var REPEAT_FAILURES_PARAMETERS = [
  { name: "A", type: "number", default: 150, min: 0, max: 1e3, unit: "percent", description: "Extra calls per free agent, in percent of the calls that lately failed for each person reached." },
  { name: "maxPercent", type: "number", default: 3, min: 0, max: 100, unit: "percent", description: "Abandon rate of today above which one call is placed per free agent." },
  { name: "minWaiting", type: "integer", default: 0, min: 0, max: 1e3, unit: "agents", description: "Nothing is dialled with fewer ready agents than this." }
];
var RepeatFailures = class {
  /** When the strategy was asked first, or UNSET. */
  startedAt = UNSET;
  maxPercent;
  minWaiting;
  constructor(maxPercent, minWaiting) {
    this.maxPercent = maxPercent;
    this.minWaiting = minWaiting;
  }
  /** Calls to place now with this proportion, in percent. */
  dialCount(view, aggressiveness) {
    if (this.startedAt === UNSET) this.startedAt = view.now;
    if (view.ready < this.minWaiting) return 0;
    return Math.max(0, roundHalfUp(view.ready * (1 + this.extraPerAgent(view, aggressiveness))) - pendingCalls(view));
  }
  extraPerAgent(view, aggressiveness) {
    const { ended, persons } = view.last900s;
    const isHeldBack = view.now - this.startedAt < UPTIME_MIN_MS || persons < PERSONS_MIN || 100 * droppedOfAnswered(view.today) > this.maxPercent;
    return isHeldBack ? 0 : aggressiveness / 100 * (ended - persons) / persons;
  }
};

// src/engine/pacing/predict1.ts
var predict1 = {
  id: "predict1",
  description: "UNICOM Predict1: repeats failed calls in a fixed proportion, with a stop at an abandon rate.",
  parameters: REPEAT_FAILURES_PARAMETERS,
  create: (parameters) => {
    const values = resolveParameters(predict1, parameters);
    const aggressiveness = numberOf(values, "A");
    const rule2 = new RepeatFailures(numberOf(values, "maxPercent"), numberOf(values, "minWaiting"));
    return {
      id: "predict1",
      dialCount: (view) => rule2.dialCount(view, aggressiveness),
      readings: () => ({ A: aggressiveness }),
      save: () => ({ startedAt: rule2.startedAt }),
      load: (state) => {
        rule2.startedAt = state.startedAt;
      }
    };
  }
};

// src/engine/pacing/predict1Pi.ts
var UPDATE_MS = 500;
var PERSONS_MIN2 = 10;
var PROPORTIONAL_GAIN = 2;
var INTEGRAL_GAIN = 0.05;
var A_MAX = 1e3;
var predict1Pi = {
  id: "predict1-pi",
  description: "UNICOM Predict1PI: Predict1 with its proportion steered towards an abandon rate.",
  parameters: [
    ...REPEAT_FAILURES_PARAMETERS,
    { name: "target", type: "number", default: 2.5, min: 0, max: 100, unit: "percent", description: "Abandon rate of today that the controller aims at." }
  ],
  create: (parameters) => {
    const values = resolveParameters(predict1Pi, parameters);
    const target = numberOf(values, "target");
    const rule2 = new RepeatFailures(numberOf(values, "maxPercent"), numberOf(values, "minWaiting"));
    let aggressiveness = numberOf(values, "A");
    let errorSum = 0;
    let updatedAt = UNSET;
    function update(view) {
      if (updatedAt !== UNSET && view.now - updatedAt < UPDATE_MS) return;
      updatedAt = view.now;
      if (view.today.persons < PERSONS_MIN2) return;
      const error = target - 100 * droppedOfAnswered(view.today);
      errorSum += error;
      aggressiveness = Math.min(A_MAX, Math.max(0, aggressiveness + PROPORTIONAL_GAIN * error + INTEGRAL_GAIN * errorSum));
    }
    return {
      id: "predict1-pi",
      dialCount: (view) => {
        update(view);
        return rule2.dialCount(view, aggressiveness);
      },
      nextReviewAt: (view) => Math.max(view.now + 1, updatedAt + UPDATE_MS),
      readings: () => ({ A: aggressiveness, errorSum }),
      save: () => ({ startedAt: rule2.startedAt, aggressiveness, errorSum, updatedAt }),
      load: (state) => {
        const saved = state;
        rule2.startedAt = saved.startedAt;
        aggressiveness = saved.aggressiveness;
        errorSum = saved.errorSum;
        updatedAt = saved.updatedAt;
      }
    };
  }
};

// src/engine/pacing/progressive.ts
var progressive = {
  id: "progressive",
  description: "One call per ready agent: the safe baseline.",
  parameters: [],
  create: () => ({
    id: "progressive",
    dialCount: (view) => Math.max(0, view.ready - pendingCalls(view)),
    readings: () => ({})
  })
};

// src/engine/pacing/sinch.ts
var ADJUST_MS = 6e4;
var STEP_DOWN = 0.1;
var STEP_UP = 0.01;
var sinch = {
  id: "sinch",
  description: "Sinch: calls for free agents and for a share of the busy ones, lowered at the abandon limit.",
  parameters: [
    { name: "ratio", type: "number", default: 0.3, min: 0, max: 10, unit: "calls per busy agent", description: "Calls kept pending for each busy agent; also the most that the ratio may rise to again." },
    { name: "limit", type: "number", default: 0.03, min: 0, max: 1, unit: "fraction", description: "Abandon rate of today from which the ratio is lowered." }
  ],
  create: (parameters) => {
    const values = resolveParameters(sinch, parameters);
    const startRatio = numberOf(values, "ratio");
    const limit = numberOf(values, "limit");
    const grid = new ReviewGrid(ADJUST_MS, ADJUST_MS);
    let ratio = startRatio;
    return {
      id: "sinch",
      dialCount: (view) => {
        if (grid.take(view.now)) {
          const step = droppedOfAnswered(view.today) >= limit ? -STEP_DOWN : STEP_UP;
          ratio = Math.min(startRatio, Math.max(0, Math.round((ratio + step) * 1e9) / 1e9));
        }
        const busy = staffedAgents(view) - view.ready;
        return Math.max(0, roundHalfUp(view.ready + ratio * busy) - pendingCalls(view));
      },
      nextReviewAt: () => grid.nextAt,
      readings: () => ({ ratio }),
      save: () => ({ grid: grid.save(), ratio }),
      load: (state) => {
        const saved = state;
        grid.load(saved.grid);
        ratio = saved.ratio;
      }
    };
  }
};

// src/engine/pacing/vicidialLoops.ts
var SAMPLES = 15;
var LEVEL_LOOP_MS = 15e3;
var FAST_LOOP_MS = 2500;
var VICIDIAL_PARAMETERS = [
  { name: "availableOnly", type: "boolean", default: false, unit: "yes or no", description: "Whether the level multiplies free agents only, not busy ones." },
  { name: "diffTarget", type: "number", default: 0, min: -40, max: 40, unit: "agents", description: "Added to the mean surplus of free agents over waiting persons." },
  { name: "intensity", type: "number", default: 0, min: -100, max: 1e3, unit: "percent", description: "Strengthens speeding up and weakens slowing down." },
  { name: "maxLevel", type: "number", default: 3, min: 1, max: 100, unit: "lines per agent", description: "The level at most." },
  { name: "limitPercent", type: "number", default: 3, min: 0, max: 100, unit: "percent", description: "Drop rate of today above which the level is cut." },
  { name: "latestTime", type: "integer", default: 2100, min: 0, max: 2400, unit: "local time, HHMM", description: "Server time towards which the tapered method tightens." },
  { name: "startLevel", type: "number", default: 1, min: 1, max: 100, unit: "lines per agent", description: "The level at the start." },
  { name: "inCallTallySeconds", type: "number", default: 0, min: 0, max: 3600, unit: "s", description: "Busy agents count only until they have talked so long; 0: always." },
  { name: "smallTeam", type: "integer", default: 0, min: 0, max: 1e3, unit: "agents", description: "With fewer agents than this the level is 1; 0: off." }
];
function createVicidial(id, values, cut2) {
  return new VicidialLoops(id, values, cut2);
}
var VicidialLoops = class {
  id;
  cut;
  availableOnly;
  diffTarget;
  intensity;
  maxLevel;
  limitPercent;
  latestTime;
  tallyMs;
  smallTeam;
  level;
  /** Samples taken so far; the newest `SAMPLES` of them are kept, in a ring. */
  sampled = 0;
  ready = new Float64Array(SAMPLES);
  waiting = new Float64Array(SAMPLES);
  agents = new Float64Array(SAMPLES);
  sampleGrid = new ReviewGrid(SECOND_MS);
  levelGrid = new ReviewGrid(LEVEL_LOOP_MS, LEVEL_LOOP_MS);
  fastGrid = new ReviewGrid(FAST_LOOP_MS);
  constructor(id, values, cut2) {
    this.id = id;
    this.cut = cut2;
    this.availableOnly = values["availableOnly"] === true;
    this.diffTarget = numberOf(values, "diffTarget");
    this.intensity = numberOf(values, "intensity");
    this.maxLevel = numberOf(values, "maxLevel");
    this.limitPercent = numberOf(values, "limitPercent");
    this.latestTime = numberOf(values, "latestTime");
    this.tallyMs = numberOf(values, "inCallTallySeconds") * SECOND_MS;
    this.smallTeam = numberOf(values, "smallTeam");
    this.level = numberOf(values, "startLevel");
  }
  dialCount(view) {
    if (this.sampleGrid.take(view.now)) this.sample(view);
    if (this.levelGrid.take(view.now) && view.dueNow > 0) this.moveLevel(view);
    return this.fastGrid.take(view.now) ? this.wanted(view) : 0;
  }
  nextReviewAt() {
    return Math.min(this.sampleGrid.nextAt, this.levelGrid.nextAt, this.fastGrid.nextAt);
  }
  readings() {
    return { level: this.level };
  }
  save() {
    return {
      level: this.level,
      sampled: this.sampled,
      ready: [...this.ready],
      waiting: [...this.waiting],
      agents: [...this.agents],
      sampleGrid: this.sampleGrid.save(),
      levelGrid: this.levelGrid.save(),
      fastGrid: this.fastGrid.save()
    };
  }
  load(state) {
    const saved = state;
    this.level = saved.level;
    this.sampled = saved.sampled;
    this.ready.set(saved.ready);
    this.waiting.set(saved.waiting);
    this.agents.set(saved.agents);
    this.sampleGrid.load(saved.sampleGrid);
    this.levelGrid.load(saved.levelGrid);
    this.fastGrid.load(saved.fastGrid);
  }
  sample(view) {
    const slot = this.sampled % SAMPLES;
    this.ready[slot] = view.ready;
    this.waiting[slot] = view.waitingSince.length;
    this.agents[slot] = staffedAgents(view) + view.paused;
    this.sampled += 1;
  }
  moveLevel(view) {
    const surplus = this.surplusOfAgents();
    const gain = surplus >= 0 ? surplus * (1 + this.intensity / 100) : surplus * Math.abs(this.intensity / 100 - 1);
    let level = Math.max(1, Math.min(this.maxLevel, roundHalfUp(this.level * (1 + gain) * 1e3) / 1e3));
    const { last60s, today } = view;
    if (last60s.ended > 20 && last60s.dropped / last60s.ended > 0.5) level /= 2;
    if (today.ended > 50 && 100 * droppedOfAnswered(today) > this.limitPercent) level = this.cut(level, view, this.latestTime);
    if (this.smallTeam > 0 && staffedAgents(view) < this.smallTeam) level = 1;
    this.level = Math.max(1, level);
  }
  /** Idle agents beyond waiting persons, as a share of all agents, over the samples kept. */
  surplusOfAgents() {
    const count2 = Math.min(SAMPLES, this.sampled);
    let ready = 0;
    let waiting = 0;
    let agents2 = 0;
    for (let slot = 0; slot < count2; slot += 1) {
      ready += this.ready[slot];
      waiting += this.waiting[slot];
      agents2 += this.agents[slot];
    }
    return agents2 === 0 ? 0 : (ready - waiting + this.diffTarget * count2) / agents2;
  }
  wanted(view) {
    const counted = this.availableOnly ? 0 : this.busyAgents(view);
    return Math.max(0, roundHalfUp(this.level * (view.ready + counted)) - counted - pendingCalls(view));
  }
  busyAgents(view) {
    if (this.tallyMs === 0) return view.reserved + view.talking;
    let count2 = 0;
    for (let index = 0; index < view.talkingSince.length; index += 1) if (view.now - view.talkingSince.at(index) <= this.tallyMs) count2 += 1;
    return count2;
  }
};

// src/engine/pacing/vicidialAverage.ts
var vicidialAverage = {
  id: "vicidial-average",
  description: "VICIdial ADAPT_AVERAGE: a level that grows with idle agents, halved over the drop limit.",
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial("vicidial-average", resolveParameters(vicidialAverage, parameters), (level) => level / 2)
};

// src/engine/pacing/vicidialHardLimit.ts
var vicidialHardLimit = {
  id: "vicidial-hard-limit",
  description: "VICIdial ADAPT_HARD_LIMIT: a level that grows with idle agents, back to 1 over the drop limit.",
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial("vicidial-hard-limit", resolveParameters(vicidialHardLimit, parameters), () => 1)
};

// src/engine/pacing/vicidialTapered.ts
var vicidialTapered = {
  id: "vicidial-tapered",
  description: "VICIdial ADAPT_TAPERED: a level that grows with idle agents, cut over the drop limit the harder the later it is.",
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial("vicidial-tapered", resolveParameters(vicidialTapered, parameters), taper)
};
function taper(level, view, latestTime) {
  const minute = view.localMinuteOfDay;
  const left = latestTime - (Math.floor(minute / 60) * 100 + minute % 60);
  return left < 0 ? 1 : level * Math.min(1, left / 1e3);
}

// src/engine/pacing/webitel.ts
var PERSONS_MIN3 = 10;
var webitel = {
  id: "webitel",
  description: "Webitel: calls per free agent from the answer rate, less as today's abandon rate nears its maximum.",
  parameters: [
    { name: "targetPercent", type: "number", default: 2.5, min: 0, max: 100, unit: "percent", description: "Target of today's abandon rate (T)." },
    { name: "maxPercent", type: "number", default: 3, min: 0.01, max: 100, unit: "percent", description: "Abandon rate from which one call is placed per free agent (M)." },
    { name: "loadFactor", type: "number", default: 10, min: 0, max: 100, unit: "percent", description: "How strongly the distance to the target counts (F)." },
    { name: "maxLinesPerAgent", type: "number", default: 10, min: 1, max: 100, unit: "calls per free agent", description: "Calls pending for each ready agent at most." }
  ],
  create: (parameters) => {
    const values = resolveParameters(webitel, parameters);
    const targetPercent = numberOf(values, "targetPercent");
    const maxPercent = numberOf(values, "maxPercent");
    const loadFactor = numberOf(values, "loadFactor");
    const maxLinesPerAgent = numberOf(values, "maxLinesPerAgent");
    let overDial = 1;
    function overDialOf(view) {
      const { persons, ended } = view.last3600s;
      if (persons < PERSONS_MIN3) return 1;
      const needed = ended / persons;
      const rate2 = 100 * droppedOfAnswered(view.today);
      if (rate2 >= maxPercent) return 1;
      if (rate2 < targetPercent) return needed * (1 + (targetPercent - rate2) * loadFactor / 100);
      if (rate2 === targetPercent) return 0.99 * needed;
      return needed * (maxPercent - rate2) * (100 + loadFactor) / (100 * maxPercent);
    }
    return {
      id: "webitel",
      dialCount: (view) => {
        overDial = Math.max(1, overDialOf(view));
        const lines = Math.min(roundHalfUp(overDial * view.ready), Math.floor(maxLinesPerAgent * view.ready));
        return Math.max(0, lines - pendingCalls(view));
      },
      readings: () => ({ overDial }),
      save: () => ({ overDial }),
      load: (state) => {
        overDial = state.overDial;
      }
    };
  }
};

// src/engine/pacing/registry.ts
var STRATEGIES = [
  progressive,
  fixedRatioIdle,
  fixedRatioAll,
  openLoop,
  asterccPercentage,
  asterccChannels,
  vicidialHardLimit,
  vicidialAverage,
  vicidialTapered,
  webitel,
  issabel,
  predict1,
  predict1Pi,
  sinch,
  impact,
  eisWindow,
  invitation,
  fractile,
  baseStock
];
function findStrategy(id) {
  return STRATEGIES.find((strategy3) => strategy3.id === id);
}

// src/scenario/strategyChoice.ts
function checkStrategy(id, parameters) {
  const definition = findStrategy(id);
  if (definition === void 0) {
    return [{ path: ["id"], message: `must be one of ${STRATEGIES.map((strategy3) => strategy3.id).join(", ")}`, whole: false }];
  }
  const problems = [];
  const names = definition.parameters.map((spec) => spec.name);
  for (const name2 of Object.keys(parameters)) {
    if (!names.includes(name2)) {
      problems.push({ path: [name2], message: `is no parameter of ${id}; allowed: ${names.length > 0 ? names.join(", ") : "none"}`, whole: true });
    }
  }
  for (const spec of definition.parameters) {
    const value = parameters[spec.name];
    for (const message of parameterProblems({ ...definition, parameters: [spec] }, value === void 0 ? {} : { [spec.name]: value })) {
      problems.push({ path: [spec.name], message, whole: true });
    }
  }
  return problems;
}
function resolveStrategyChoice(id, parameters) {
  const definition = findStrategy(id);
  if (definition === void 0) throw new RangeError(checkStrategy(id, parameters)[0].message);
  return { id, parameters: resolveParameters(definition, parameters) };
}

// src/scenario/schema/policy.ts
import { z as z2 } from "zod";
var OPEN_ACTIONS = ACTIONS.filter((action) => action !== "ready" && action !== "done");
var ORDER_WORDS = [
  "nextCallAt",
  "createdAt",
  "lastCalledAt",
  "priority",
  "attempts",
  "callCount",
  "autoCallCount",
  "phone",
  "zoneOffset",
  "owner",
  "random"
];
var orderKey = z2.strictObject({
  by: z2.union([z2.enum(ORDER_WORDS), z2.templateLiteral(["field:", z2.string().min(1)])]),
  direction: z2.enum(["asc", "desc"]),
  grainMs: millis.min(1).optional()
});
var bucket2 = z2.strictObject({
  name,
  scope: z2.enum(["agent", "queue"]),
  match: z2.strictObject({
    actions: z2.array(z2.enum(OPEN_ACTIONS)).min(1),
    owner: z2.enum(["me", "meHard", "none", "meOrNone"]),
    affinity: z2.enum(["any", "unset", "expired"]).optional(),
    due: z2.enum(["atOrBefore", "before"]).optional(),
    retryMode: z2.enum(["any", "progressive"]).optional(),
    called: z2.enum(["any", "never", "before"]).optional(),
    databases: z2.array(name).optional(),
    statuses: z2.array(name).optional(),
    priorityMin: z2.int().optional()
  }),
  honoursAffinity: z2.boolean(),
  blocks: z2.enum(["queue", "agent", "never", "setting"]),
  order: z2.array(orderKey)
});
var policy = z2.union([
  z2.enum(Object.keys(PRESET_POLICIES)),
  z2.strictObject({ id: name, buckets: z2.array(bucket2).min(1) }).superRefine((value, context) => {
    checkDistinct(value.buckets.map((one) => one.name), (index) => ["buckets", index, "name"], context);
  })
]);

// src/scenario/schema/campaign.ts
var delay = millis.min(1e3);
var UNCOUNTED = ["answered", "congestion", "cancelled"];
var callingWindow = z3.strictObject({
  days: z3.array(weekday).min(1).optional().describe("Default: every day."),
  from: timeOfDay,
  to: endOfInterval
}).superRefine(checkFromTo);
var statusData = z3.strictObject({
  id: name,
  name: name.optional(),
  systemStatus: orNone(z3.enum(["toCall", "myRecord", "doNotCall", "notEarlierThan", "callProgressive"])).optional(),
  group: z3.enum(["contact", "unableToContact", "system"]).optional(),
  setBy: z3.array(z3.enum(TRIGGERS)).optional(),
  blocks: z3.enum(["none", "record", "number"]).optional(),
  validation: z3.boolean().optional(),
  nextCallRequired: z3.boolean().optional(),
  finalUntilRecycled: z3.boolean().optional(),
  hidden: z3.boolean().optional(),
  active: z3.boolean().optional()
});
var settingsShape = {
  numberStrategy: z3.enum(["sweepInOneAttempt", "onePerTurn", "nextNow"]).optional(),
  answeredGate: z3.boolean().optional(),
  personalBlocks: z3.enum(["queue", "agent", "never"]).optional(),
  missedPromise: z3.enum(["retry", "agentDecides", "done"]).optional(),
  dialerRescheduleAssigns: z3.boolean().optional(),
  contactTimeoutMs: orNone(millis).optional(),
  readyHoldMs: orNone(millis).optional(),
  callsPerAgent: orNone(z3.number().gt(0)).optional().describe("Cap on calls per free agent; none: pacing alone decides."),
  maxRepeatAttempts: z3.int().min(0).max(1e3).optional(),
  maxTotalAttempts: z3.int().min(0).optional().describe("0: unlimited."),
  attemptDelayMs: z3.array(delay).min(1).optional(),
  outcomeDelayMs: z3.partialRecord(z3.enum(OUTCOMES), delay).optional(),
  countedOutcomes: z3.array(z3.enum(OUTCOMES.filter((outcome) => !UNCOUNTED.includes(outcome)))).optional(),
  dropLockoutMs: millis.optional(),
  ringLimitMs: orNone(millis.min(1)).optional(),
  callInvalidNumbers: z3.boolean().optional(),
  dropLimitMs: millis.optional(),
  dropLimitFrom: z3.enum(["connected", "greetingStart", "greetingEnd", "verdict"]).optional(),
  formLoadMs: millis.optional(),
  formSaveMs: millis.optional(),
  pauseAfterAnsweredMs: millis.optional(),
  pauseAfterUnansweredMs: millis.optional(),
  callbackEarlyMs: millis.optional(),
  callbackLateMs: millis.optional(),
  changeUser: z3.boolean().optional(),
  automaticStatus: z3.partialRecord(z3.enum(TRIGGERS), orNone(name)).optional(),
  initialStatusId: orNone(name).optional(),
  guard: z3.enum(["off", "soft", "strict"]).optional(),
  active: z3.boolean().optional()
};
var LATER_SETTINGS = [
  "allowObtain",
  "maxEachTime",
  "maxOwned",
  "ownedCounts",
  "dialWay",
  "agentLegRingMs",
  "agentLegFailureLimit",
  "blockScope",
  "country",
  "traceDepth",
  "recordType",
  "timeZone"
];
var strategy = z3.object({ id: name }).catchall(z3.union([z3.number(), z3.boolean(), z3.string()])).superRefine((value, context) => {
  const { id, ...parameters } = value;
  for (const { path, message, whole } of checkStrategy(id, parameters)) {
    context.addIssue({ code: "custom", path: [...path], message, ...whole ? { params: { whole } } : {} });
  }
}).describe("A pacing strategy by its id, with its parameters.");
var database = z3.union([name, z3.strictObject({ id: name, active: z3.boolean() })]);
var campaign = z3.strictObject({
  mode: z3.enum(MODES),
  bundle: z3.enum(BUNDLE_IDS).optional().describe("Defaults of a product; default: default."),
  strategy,
  policy: policy.optional().describe("Selection policy: the id of a preset, or buckets; default: the bundle\u2019s."),
  dictionary: orNone(z3.enum(DICTIONARY_IDS)).optional().describe("Preset statuses; default: the bundle\u2019s."),
  statuses: z3.array(statusData).optional().describe("Statuses made in this campaign, after those of the dictionary."),
  systemStatusRequired: z3.boolean().optional(),
  databases: z3.array(database).min(1).optional().describe("Default: one, list."),
  callingWindows: z3.union([z3.enum(["always", "shift"]), z3.array(callingWindow).min(1)]).optional().describe("When calls may be placed, in each record\u2019s own zone: always (default), shift (as the calendar\u2019s), or a list."),
  holidays: z3.array(localDate).optional().describe("Local dates without calls."),
  enforcedRules: z3.array(name).optional().describe("Ids of the abandon rules that the strategy must keep; default us."),
  ...settingsShape
}).superRefine((value, context) => {
  const ids = value.databases?.map((one) => typeof one === "string" ? one : one.id) ?? [];
  checkDistinct(ids, (index) => typeof value.databases[index] === "string" ? ["databases", index] : ["databases", index, "id"], context);
  checkDistinct(value.enforcedRules ?? [], (index) => ["enforcedRules", index], context);
});

// src/scenario/compileCampaign.ts
function overridesOf(campaign2) {
  const given = {};
  for (const name2 of Object.keys(settingsShape)) {
    const value = campaign2[name2];
    if (value !== void 0) given[name2] = noneToNull(value);
  }
  if (campaign2.automaticStatus !== void 0) {
    given["automaticStatus"] = Object.fromEntries(Object.entries(campaign2.automaticStatus).map(([trigger, id]) => [trigger, noneToNull(id ?? null)]));
  }
  return given;
}
function policyOf(campaign2) {
  const { policy: policy2 } = campaign2;
  if (policy2 !== void 0 && typeof policy2 !== "string") {
    return {
      id: policy2.id,
      buckets: policy2.buckets.map((bucket3) => ({ ...bucket3, match: defined(bucket3.match), order: bucket3.order.map((key) => defined(key)) }))
    };
  }
  return PRESET_POLICIES[policy2 ?? policyIdOf(campaign2.bundle ?? "default", campaign2.mode)];
}
function statusesOf(campaign2) {
  const bundle = campaign2.bundle ?? "default";
  const dictionary = campaign2.dictionary === void 0 ? dictionaryIdOf(bundle) : noneToNull(campaign2.dictionary);
  const final = BUNDLES[bundle].newStatusesAreFinal;
  return [...dictionary === null ? [] : DICTIONARIES[dictionary], ...(campaign2.statuses ?? []).map((status2) => statusOf(status2, final))];
}
function databasesOf(campaign2) {
  return (campaign2.databases ?? ["list"]).map((database2) => typeof database2 === "string" ? { id: database2, active: true } : database2);
}
function rulesOf(measure2) {
  return [...Object.values(PRESET_RULES), ...(measure2?.rules ?? []).map(ruleOf)];
}
function enforcedRulesOf(campaign2, rules) {
  return (campaign2.enforcedRules ?? ["us"]).map((id) => rules.find((rule2) => rule2.id === id));
}
function statusOf(given, final) {
  return {
    ...STATUS_DEFAULTS,
    finalUntilRecycled: final,
    scope: "campaign",
    ...defined({ ...given, name: given.name ?? given.id, systemStatus: noneToNull(given.systemStatus ?? null) })
  };
}
function ruleOf({ like, window: window2, ...changes }) {
  const base = PRESET_RULES[like ?? "us"];
  return { ...base, ...defined(changes), window: window2 === void 0 ? base.window : windowOf(window2) };
}
function windowOf(window2) {
  if (typeof window2 === "string") return { kind: window2 };
  return "rollingMs" in window2 ? { kind: "rolling", ms: window2.rollingMs } : { kind: "successiveDays", days: window2.successiveDays };
}

// src/scenario/located.ts
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
function readLocated(file2, text) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file: file2, line, column: col, path: "", message: `is not valid YAML: ${error.message}` };
      })
    };
  }
  const placeOf = (offset) => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file: file2, line, column: col };
  };
  return { root: locate(document.contents, document, placeOf, { file: file2, line: 1, column: 1 }, 0) };
}
function toPlain(node) {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.node)]));
}
function placeAt(root, path) {
  let node = root;
  for (const part of path) {
    const next2 = childOf(node, part);
    if (next2 === null) return { place: node.place, node: null };
    node = next2;
  }
  return { place: node.place, node };
}
function keyPlaceAt(root, path) {
  const { place: place2, node } = placeAt(root, path.slice(0, -1));
  const key = path[path.length - 1];
  return (node?.kind === "map" ? node.entries.get(String(key))?.keyPlace : void 0) ?? place2;
}
function childOf(node, part) {
  if (node.kind === "list") return node.items[Number(part)] ?? null;
  return node.kind === "map" ? node.entries.get(String(part))?.node ?? null : null;
}
function locate(node, document, placeOf, mapPlace, depth) {
  if (depth > 60) return { kind: "scalar", place: mapPlace, value: null };
  const inner = isAlias(node) ? node.resolve(document) : node;
  if (isMap(inner)) {
    const entries = /* @__PURE__ */ new Map();
    for (const pair of inner.items) {
      const key = pair.key;
      const keyPlace = placeOf(key.range?.[0]);
      entries.set(isScalar(key) ? String(key.value) : String(key), { keyPlace, node: locate(pair.value, document, placeOf, keyPlace, depth + 1) });
    }
    return { kind: "map", place: mapPlace, entries };
  }
  if (isSeq(inner)) {
    const items = inner.items.map((item) => locate(item, document, placeOf, placeOf(item.range?.[0]), depth + 1));
    return { kind: "list", place: mapPlace, items };
  }
  if (!isScalar(inner)) return { kind: "scalar", place: mapPlace, value: null };
  const { value } = inner;
  const known = value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", place: placeOf(inner.range?.[0]), value: known ? value : inner.source ?? "" };
}

// src/scenario/problem.ts
function formatProblem(problem) {
  const place2 = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === "" ? `${place2} ${problem.message}` : `${place2} ${problem.path}: ${problem.message}`;
}
function formatPath(path) {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[\w$-]+$/.test(String(part))) text += text === "" ? String(part) : `.${String(part)}`;
    else text += `["${String(part)}"]`;
  }
  return text;
}

// src/scenario/crossChecks.ts
var SIMULATED_MODES = ["progressive", "predictive"];
function crossChecks(data, root) {
  const problems = [];
  const report = (path, message, atKey = false) => {
    const place2 = atKey ? keyPlaceAt(root, path) : placeAt(root, path).place;
    problems.push({ ...place2, path: formatPath(path), message });
  };
  checkMode(data, report);
  checkRules(data, report);
  checkStatuses(data, report);
  checkPolicy(data, report);
  const settings = resolveSettings(data.campaign.mode, data.campaign.bundle ?? "default", overridesOf(data.campaign));
  const noAnswer = data.customers.ring.noAnswer;
  if (settings.ringLimitMs === null && (data.customers.shares.noAnswer ?? 0) > 0 && (noAnswer === void 0 || noAnswer === "none" || noAnswer === null)) {
    report(["customers", "ring", "noAnswer"], "is none, and campaign.ringLimitMs is none: such a call would ring for ever; must be a distribution of seconds");
  }
  return problems;
}
function checkMode({ campaign: campaign2 }, report) {
  const bundle = BUNDLES[campaign2.bundle ?? "default"];
  if (!bundle.modes.includes(campaign2.mode)) {
    report(["campaign", "mode"], `is "${campaign2.mode}"; bundle ${campaign2.bundle} has ${bundle.modes.join(", ")}`);
  } else if (!SIMULATED_MODES.includes(campaign2.mode)) {
    report(["campaign", "mode"], `is "${campaign2.mode}"; this version simulates ${SIMULATED_MODES.join(", ")}`);
  }
}
function checkRules({ campaign: campaign2, measure: measure2 }, report) {
  const known = [...PRESET_RULE_IDS, ...(measure2?.rules ?? []).map((rule2) => rule2.id)];
  campaign2.enforcedRules?.forEach((id, index) => {
    if (!known.includes(id)) report(["campaign", "enforcedRules", index], `is "${id}"; must be one of ${known.join(", ")}`);
  });
}
function checkStatuses({ campaign: campaign2 }, report) {
  const statuses = statusesOf(campaign2);
  const ids = statuses.map((status2) => status2.id);
  const listed = ids.length > 0 ? `must be one of ${ids.join(", ")}` : "this campaign has no statuses";
  const firstOwn = statuses.length - (campaign2.statuses?.length ?? 0);
  statuses.forEach((status2, index) => {
    const path = ["campaign", "statuses", index - firstOwn];
    if (index < firstOwn) return;
    if (ids.indexOf(status2.id) < index) report([...path, "id"], `is "${status2.id}"; must not occur twice`);
    else if (statuses.findIndex((other) => other.name === status2.name) < index) report([...path, "name"], `is "${status2.name}"; must not occur twice`);
    for (const [key, message] of contradictions(status2)) report([...path, key], message);
    const required = campaign2.systemStatusRequired ?? BUNDLES[campaign2.bundle ?? "default"].systemStatusRequired;
    if (required && status2.systemStatus === null) report([...path, "systemStatus"], "is none; must be given, because systemStatusRequired is on");
  });
  for (const [trigger, id] of Object.entries(campaign2.automaticStatus ?? {})) {
    if (id === "none" || id === null || id === void 0) continue;
    const path = ["campaign", "automaticStatus", trigger];
    const status2 = statuses.find((one) => one.id === id);
    if (status2 === void 0) report(path, `is "${id}"; ${listed}`);
    else if (needsDate(status2)) report(path, `is "${id}", whose systemStatus needs a date; a trigger cannot set it`);
  }
  const initial = campaign2.initialStatusId;
  if (typeof initial === "string" && initial !== "none" && !ids.includes(initial)) report(["campaign", "initialStatusId"], `is "${initial}"; ${listed}`);
}
function contradictions(status2) {
  const found = [];
  if (status2.setBy.length > 0 && needsDate(status2)) {
    found.push(["setBy", `is given; systemStatus ${status2.systemStatus} needs a date, which no trigger can set`]);
  }
  const never = status2.finalUntilRecycled || status2.blocks === "record" || ["toCall", "doNotCall", "callProgressive"].includes(status2.systemStatus ?? "");
  if (status2.nextCallRequired && never) {
    found.push(["nextCallRequired", "is true; not allowed with finalUntilRecycled, blocks: record, or systemStatus toCall, doNotCall, callProgressive"]);
  }
  return found;
}
function needsDate(status2) {
  return status2.systemStatus === "myRecord" || status2.systemStatus === "notEarlierThan";
}
function checkPolicy({ campaign: campaign2 }, report) {
  const databases = databasesOf(campaign2).map((database2) => database2.id);
  const statuses = statusesOf(campaign2).map((status2) => status2.id);
  const policy2 = campaign2.policy;
  if (policy2 === void 0 || typeof policy2 === "string") {
    const id = policy2 ?? policyIdOf(campaign2.bundle ?? "default", campaign2.mode);
    const queued = PRESET_POLICIES[id].buckets.some((bucket3) => bucket3.scope === "queue");
    if (campaign2.mode === "predictive" && !queued) report(["campaign", "policy"], `is "${id}", which has no bucket of scope queue; mode predictive must have one`);
    return;
  }
  const firstQueue = policy2.buckets.findIndex((bucket3) => bucket3.scope === "queue");
  policy2.buckets.forEach((bucket3, index) => {
    const path = ["campaign", "policy", "buckets", index];
    if (campaign2.mode === "predictive" && bucket3.scope === "agent" && firstQueue >= 0 && index > firstQueue) {
      report([...path, "scope"], 'is "agent"; in mode predictive no bucket of scope agent may follow one of scope queue');
    }
    bucket3.match.databases?.forEach((id, at) => {
      if (!databases.includes(id)) report([...path, "match", "databases", at], `is "${id}"; must be one of ${databases.join(", ")}`);
    });
    bucket3.match.statuses?.forEach((id, at) => {
      if (!statuses.includes(id)) report([...path, "match", "statuses", at], `is "${id}"; must be a status of the campaign`);
    });
  });
}

// src/scenario/csvTable.ts
import { CsvError, parse } from "csv-parse/browser/esm/sync";
function readCsv(file2, text, delimiter = ",") {
  const problems = [];
  const rows = parseRows(file2, text, delimiter, problems);
  const [head, ...body] = rows;
  if (head === void 0) {
    if (problems.length === 0) problems.push({ file: file2, line: 1, column: 1, path: "", message: "is empty; must have a row of headings" });
    return { table: { headings: [], rows: [] }, problems };
  }
  const headings = head.cells.map((cell) => cell.trim());
  headings.forEach((heading, index) => {
    if (headings.indexOf(heading) < index) {
      problems.push({ file: file2, line: head.line, column: head.columnOf(index), path: heading, message: "is a column that occurs twice; allowed: once" });
    }
  });
  const good = [];
  for (const row of body) {
    if (row.cells.length === headings.length) good.push(row);
    else {
      const message = `has ${row.cells.length} cells; must have ${headings.length}, as many as there are headings`;
      problems.push({ file: file2, line: row.line, column: 1, path: "", message });
    }
  }
  return { table: { headings, rows: good }, problems };
}
function parseRows(file2, text, delimiter, problems) {
  try {
    const found = parse(text.startsWith("\uFEFF") ? text.slice(1) : text, {
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"]
    });
    return found.map(({ record, raw, info }) => {
      const own = raw.replace(/^[\r\n]+|[\r\n]+$/g, "");
      return { line: info.lines - (own.match(/\n/g)?.length ?? 0), cells: record, columnOf: (cell) => columnOf(own, cell, delimiter) };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    problems.push({ file: file2, line, column: 1, path: "", message: `is not valid CSV: ${error.message}` });
    return [];
  }
}
function columnOf(raw, cell, delimiter) {
  let quoted = false;
  let left = cell;
  for (let index = 0; index < raw.length && left > 0; index++) {
    const letter = raw[index];
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted && --left === 0) return index + 2;
  }
  return 1;
}

// src/scenario/paths.ts
function resolvePath(fromFile, path) {
  const target = path.replaceAll("\\", "/");
  if (/^(\/|[a-zA-Z]:\/)/.test(target)) return target;
  const base = fromFile.replaceAll("\\", "/");
  const parts = base.includes("/") ? base.slice(0, base.lastIndexOf("/")).split("/") : [];
  for (const part of target.split("/")) {
    if (part === "." || part === "") continue;
    const last2 = parts[parts.length - 1];
    if (part === ".." && last2 !== void 0 && last2 !== "" && last2 !== "." && last2 !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

// src/scenario/empirical.ts
var MOST_POINTS = 201;
function withQuantiles(data, root, readText, problems, path = []) {
  if (Array.isArray(data)) return data.map((item, index) => withQuantiles(item, root, readText, problems, [...path, index]));
  if (typeof data !== "object" || data === null) return data;
  const { distribution: distribution2, csv, column } = data;
  if (distribution2 === "empirical" && typeof csv === "string" && typeof column === "string") {
    const quantiles2 = quantilesOf(csv, column, root, readText, problems, path);
    return { distribution: distribution2, quantiles: quantiles2 ?? [[0, 0], [1, 0]] };
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withQuantiles(value, root, readText, problems, [...path, key])]));
}
function quantilesOf(csv, column, root, readText, problems, path) {
  const link = placeAt(root, [...path, "csv"]).place;
  const file2 = resolvePath(link.file, csv);
  const text = readText(file2);
  if (text === null) {
    problems.push({ ...link, path: formatPath([...path, "csv"]), message: `is "${csv}"; there is no file ${file2}` });
    return null;
  }
  const { table, problems: faults } = readCsv(file2, text);
  const cell = table.headings.indexOf(column);
  if (cell < 0 && table.headings.length > 0) {
    const place2 = placeAt(root, [...path, "column"]).place;
    problems.push({ ...place2, path: formatPath([...path, "column"]), message: `is "${column}"; must be one of ${table.headings.join(", ")}` });
    return null;
  }
  const values = [];
  for (const row of table.rows) {
    const value = row.cells[cell].trim();
    if (/^\d+(\.\d+)?$/.test(value)) values.push(Number(value));
    else faults.push({ file: file2, line: row.line, column: row.columnOf(cell), path: column, message: `is "${value}"; must be a number of seconds, at least 0` });
  }
  if (faults.length === 0 && values.length === 0) faults.push({ file: file2, line: 1, column: 1, path: column, message: "has no values; must have at least one" });
  problems.push(...faults);
  return faults.length > 0 ? null : quantiles(values);
}
function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const last2 = sorted.length - 1;
  const points2 = Math.max(2, Math.min(MOST_POINTS, sorted.length));
  return Array.from({ length: points2 }, (_, index) => {
    const share = index / (points2 - 1);
    const at = share * last2;
    const below = sorted[Math.floor(at)];
    return [share, below + (at - Math.floor(at)) * (sorted[Math.ceil(at)] - below)];
  });
}

// src/scenario/listCsv.ts
function readListCsv(file2, text, options, context) {
  const { table, problems } = readCsv(file2, text, options.delimiter);
  const columns = columnsOf(table.headings, options);
  table.headings.forEach((heading, index) => {
    if (columns.known.includes(heading)) return;
    const column = 1 + table.headings.slice(0, index).reduce((sum, before) => sum + before.length + 1, 0);
    problems.push({ file: file2, line: 1, column, path: heading, message: `is an unknown column; allowed: ${columns.known.join(", ")}` });
  });
  if (columns.phones.length === 0 && table.headings.length > 0) {
    problems.push({ file: file2, line: 1, column: 1, path: "", message: `has no column of numbers; must have ${options.columns?.phones?.join(", ") ?? "phone"}` });
  }
  const firstLines = /* @__PURE__ */ new Map();
  const rows = table.rows.map((row) => readRow(file2, row, columns, options, context, firstLines, problems));
  return { rows, problems };
}
var FIELDS = ["priority", "owner", "timeZone", "database", "createdAt", "nextCallAt"];
function columnsOf(headings, options) {
  const named2 = options.columns ?? {};
  const phoneNames = named2.phones ?? headings.filter((heading) => /^phone\d*$/.test(heading));
  const nameOf = (field) => named2[field] ?? field;
  return {
    phones: phoneNames.map((heading) => headings.indexOf(heading)).filter((index) => index >= 0),
    known: [...named2.phones ?? ["phone", ...phoneNames.filter((heading) => heading !== "phone")], ...FIELDS.map(nameOf)],
    of: (field) => headings.indexOf(nameOf(field))
  };
}
function readRow(file2, row, columns, options, context, firstLines, problems) {
  const refuse = (cell, path, message) => {
    problems.push({ file: file2, line: row.line, column: row.columnOf(cell), path, message: `is "${row.cells[cell].trim()}"; ${message}` });
  };
  const read3 = (field, isRight, message) => {
    const cell = columns.of(field);
    const text = row.cells[cell]?.trim() ?? "";
    if (text !== "" && !isRight(text)) refuse(cell, field, message);
    return text === "" ? null : text;
  };
  const oneOf = (names) => (text) => names === null || names.includes(text);
  const phones = [];
  for (const cell of columns.phones) {
    const text = row.cells[cell].trim();
    for (const part of options.phoneSeparator === void 0 ? [text] : text.split(options.phoneSeparator)) {
      const number = part.trim();
      if (number === "") continue;
      if (!/^[1-9][0-9]{6,14}$/.test(number)) refuse(cell, "phones", "must be digits with the country code, without plus, as in 442079460018");
      else if (!phones.includes(number)) phones.push(number);
    }
  }
  const first = phones[0];
  if (first !== void 0 && options.duplicates !== true) {
    const line = firstLines.get(first);
    if (line === void 0) firstLines.set(first, row.line);
    else refuse(columns.phones[0], "phones", `stands in line ${line} already; must occur once, unless duplicates is true`);
  }
  return {
    phones,
    priority: Number(read3("priority", (text) => /^-?\d{1,9}$/.test(text), "must be a whole number") ?? 0),
    owner: read3("owner", oneOf(context.agents), `must be the name of an agent, as in ${context.agents?.[0] ?? "Agent 1"}`),
    timeZone: read3("timeZone", isZone, "must be an IANA time zone, as in Europe/London"),
    database: read3("database", oneOf(context.databases), `must be one of ${context.databases?.join(", ") ?? ""}`),
    createdAt: read3("createdAt", isInstantText, "must be a date and time, as in 2025-03-03T09:30"),
    nextCallAt: read3("nextCallAt", isInstantText, "must be a date and time, as in 2025-03-03T09:30")
  };
}

// src/scenario/mergeFiles.ts
var WHOLE = [
  "shares",
  "personShare",
  "strategy",
  "policy",
  "list",
  "detector",
  "shift",
  "warmUp",
  "channels",
  "start",
  "window",
  "unannouncedPauses",
  "patience"
];
var OWN = ["extends", "abstract", "$schema"];
function readMerged(file2, readText, chain = []) {
  const text = readText(file2);
  if (text === null) return { problems: [{ file: file2, line: 1, column: 1, path: "", message: "is missing: there is no such file" }] };
  const read3 = readLocated(file2, text);
  if ("problems" in read3) return read3;
  const own = read3.root;
  const link = own.kind === "map" ? own.entries.get("extends")?.node : void 0;
  if (own.kind !== "map" || link?.kind !== "scalar" || typeof link.value !== "string") return read3;
  const baseFile = resolvePath(file2, link.value);
  if ([...chain, file2].includes(baseFile)) return { problems: [{ ...link.place, path: "extends", message: `is "${link.value}", which extends this file in turn` }] };
  if (readText(baseFile) === null) {
    return { problems: [{ ...link.place, path: "extends", message: `is "${link.value}"; there is no file ${baseFile}` }] };
  }
  const base = readMerged(baseFile, readText, [...chain, file2]);
  if ("problems" in base) return base;
  return { root: base.root.kind === "map" ? merge(withoutOwn(base.root), own) : own };
}
function merge(base, over) {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = base.entries.get(key);
    const both = below?.node.kind === "map" && entry.node.kind === "map" && !WHOLE.includes(key) && !entry.node.entries.has("distribution") && !below.node.entries.has("distribution");
    entries.set(key, both ? { keyPlace: entry.keyPlace, node: merge(below.node, entry.node) } : entry);
  }
  return { kind: "map", place: over.place, entries };
}
function withoutOwn(map) {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !OWN.includes(key))) };
}

// src/scenario/messages.ts
function allowed(issue) {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_NAMES[issue.expected] ?? `a ${issue.expected}`}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must ${LENGTHS[issue.origin] ?? "be "}${issue.inclusive === true ? "at least" : "more than"} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case "too_big":
      return `must ${LENGTHS[issue.origin] ?? "be "}${issue.inclusive === true ? "at most" : "less than"} ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case "unrecognized_keys":
      return `allowed: ${keysOf(issue.inst).join(", ")}`;
    case "invalid_union":
      return `must be one of ${discriminatorsOf(issue.inst).join(", ")}`;
    case "invalid_format":
      return issue.format === "template_literal" ? "must be field: and a name" : `must match ${String(issue.pattern ?? issue.format)}`;
    default:
      return "is not allowed";
  }
}
function problemsOf(issues, root) {
  return withoutEchoes(issues).flatMap((issue) => problemsOfIssue(issue, [], root));
}
var TYPE_NAMES = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  boolean: "true or false",
  object: "an object with keys",
  record: "an object with keys",
  array: "a list",
  null: "none",
  tuple: "a list"
};
var LENGTHS = { array: "have ", string: "have ", set: "have ", tuple: "have " };
function unitOf(origin) {
  if (origin === "array") return " entries";
  return origin === "string" ? " characters" : "";
}
function keysOf(schema) {
  const shape = schema?._zod?.def?.shape;
  return Object.keys(shape ?? {});
}
function discriminatorsOf(schema) {
  const def = schema?._zod?.def;
  return (def?.options ?? []).flatMap((option) => {
    const shape = option._zod?.def?.shape;
    const literal = shape?.[def?.discriminator ?? ""];
    return (literal?._zod?.def?.values ?? []).map(String);
  });
}
function problemsOfIssue(issue, above, root) {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ ...keyPlaceAt(root, [...path, key]), path: formatPath([...path, key]), message: unknownKey(key, path, issue.message) }));
  }
  if (issue.code === "invalid_key") {
    const nested = issue.issues[0];
    const key = path[path.length - 1];
    return [{ ...keyPlaceAt(root, path), path: formatPath(path), message: `is not allowed as a key; "${String(key)}" ${nested?.message ?? "is unknown"}` }];
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const errors = issue.errors.map(withoutEchoes);
    const branches = likelyBranches(errors);
    if (branches.length === 1) return branches[0].flatMap((inner) => problemsOfIssue(inner, path, root));
    const all = [...new Set(errors.flat().map((inner) => inner.message.replace(/^must be /, "")))];
    return [problemAt(root, path, `must be ${all.join(", or ")}`, false)];
  }
  return [problemAt(root, path, issue.message, issue.code === "custom" && issue.params?.["whole"] === true)];
}
function withoutEchoes(issues) {
  const typed = new Set(issues.filter((issue) => issue.code === "invalid_type").map((issue) => formatPath(issue.path)));
  return issues.filter((issue) => issue.code === "invalid_type" || !typed.has(formatPath(issue.path)));
}
function likelyBranches(branches) {
  const inside = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value")));
  if (inside.length < 2) return [...inside];
  const complaints = (issues) => issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? 10 * issue.keys.length : 1), 0);
  const best = inside.reduce((a, b) => complaints(b) < complaints(a) ? b : a);
  return [best];
}
function problemAt(root, path, message, whole) {
  const { place: place2, node } = placeAt(root, path);
  return { ...place2, path: formatPath(path), message: whole ? message : `${describe(node)}; ${message}` };
}
function describe(node) {
  if (node === null) return "is missing";
  if (node.kind === "map") return "is an object";
  if (node.kind === "list") return "is a list";
  return typeof node.value === "string" ? `is "${node.value}"` : `is ${node.value === null ? "empty" : String(node.value)}`;
}
function unknownKey(key, path, message) {
  const later = path[0] === "campaign" && path.length === 1 && LATER_SETTINGS.includes(key);
  return later ? `is a setting that this version does not simulate; ${message}` : `is an unknown key; ${message}`;
}

// src/scenario/schema.ts
import { z as z10 } from "zod";

// src/scenario/schema/agents.ts
import { z as z6 } from "zod";

// src/scenario/schema/calendar.ts
import { z as z4 } from "zod";
var shift = z4.strictObject({ from: timeOfDay, to: endOfInterval }).superRefine(checkFromTo).describe("Daily working hours, in the campaign\u2019s zone.");
var calendarShift = z4.union([
  shift,
  z4.strictObject({ from: timeOfDay, hours: z4.number().gt(0) }).describe("One shift of so many hours on the first day, over midnights if need be.")
]);
var calendar = z4.strictObject({
  zone: zoneName.describe("Time zone of the campaign (IANA)."),
  firstDay: localDate.describe("The run begins at the local midnight before this day."),
  days: count.describe("Consecutive days, each with one shift."),
  shift: calendarShift,
  warmUp: z4.union([z4.strictObject({ days: z4.int().min(0) }), z4.strictObject({ hours: z4.number().min(0) })]).optional().describe("What is simulated but not measured: whole days, or hours after the first shift\u2019s start."),
  end: z4.enum(["drained", "cut"]).optional().describe("After the last shift: wait until every call and wrap-up is done (default), or stop at once."),
  maxDials: count.optional().describe("Stop dialling after so many dials.")
}).superRefine((value, context) => {
  if ("hours" in value.shift && value.days !== 1) {
    context.addIssue({ code: "custom", path: ["days"], message: "must be 1 when the shift is given in hours" });
  }
  if (value.warmUp === void 0) return;
  if ("days" in value.warmUp) {
    if (value.warmUp.days >= value.days) {
      context.addIssue({ code: "custom", path: ["warmUp", "days"], message: `must be less than the number of days, ${value.days}` });
    }
  } else if ("hours" in value.shift && value.warmUp.hours >= value.shift.hours) {
    context.addIssue({ code: "custom", path: ["warmUp", "hours"], message: `must be less than the hours of the shift, ${value.shift.hours}` });
  } else if (value.warmUp.hours >= 24 * value.days) {
    context.addIssue({ code: "custom", path: ["warmUp", "hours"], message: `must be less than the ${24 * value.days} hours of the run` });
  }
});

// src/scenario/schema/distribution.ts
import { z as z5 } from "zod";
var seconds = z5.number().min(0);
var positive = z5.number().gt(0);
var distribution = z5.lazy(() => z5.union([seconds, named])).meta({ id: "distribution" });
var named = z5.discriminatedUnion("distribution", [
  z5.strictObject({ distribution: z5.literal("constant"), value: seconds }),
  z5.strictObject({ distribution: z5.literal("uniform"), min: seconds, max: seconds }).superRefine(checkMinMax),
  z5.strictObject({ distribution: z5.literal("exponential"), mean: positive }),
  z5.strictObject({ distribution: z5.literal("normal"), mean: z5.number(), sd: positive, min: seconds, max: seconds }).superRefine(checkMinMax),
  z5.strictObject({
    distribution: z5.literal("lognormal"),
    mean: positive.optional(),
    cv: positive.optional(),
    mu: z5.number().optional(),
    sigma: positive.optional()
  }).superRefine((value, context) => {
    const byMean = value.mean !== void 0 && value.cv !== void 0 && value.mu === void 0 && value.sigma === void 0;
    const byMu = value.mu !== void 0 && value.sigma !== void 0 && value.mean === void 0 && value.cv === void 0;
    if (!byMean && !byMu) context.addIssue({ code: "custom", message: "must have either mean and cv, or mu and sigma" });
  }),
  z5.strictObject({ distribution: z5.literal("gamma"), mean: positive, cv: positive }),
  z5.strictObject({
    distribution: z5.literal("mixture"),
    parts: z5.array(z5.strictObject({ weight: positive, of: z5.lazy(() => distribution) })).min(1)
  }),
  z5.strictObject({
    distribution: z5.literal("empirical"),
    quantiles: z5.array(z5.tuple([z5.number().min(0).max(1), seconds])).min(2).optional(),
    csv: name.optional(),
    column: name.optional()
  }).superRefine((value, context) => {
    const fromFile = value.csv !== void 0 && value.column !== void 0;
    if (value.quantiles === void 0 ? !fromFile : value.csv !== void 0 || value.column !== void 0) {
      context.addIssue({ code: "custom", message: "must have either quantiles, or csv and column" });
    }
    if (value.quantiles !== void 0) checkQuantiles(value.quantiles, context);
  })
]);
function checkMinMax(value, context) {
  if (value.min > value.max) context.addIssue({ code: "custom", path: ["max"], message: `must be at least min, ${value.min}` });
}
function checkQuantiles(points2, context) {
  if (points2[0][0] !== 0) context.addIssue({ code: "custom", path: ["quantiles", 0, 0], message: "must be 0: the first share" });
  const last2 = points2.length - 1;
  if (points2[last2][0] !== 1) context.addIssue({ code: "custom", path: ["quantiles", last2, 0], message: "must be 1: the last share" });
  for (let index = 1; index <= last2; index++) {
    for (const part of [0, 1]) {
      if (points2[index][part] < points2[index - 1][part]) {
        context.addIssue({ code: "custom", path: ["quantiles", index, part], message: `must be at least ${points2[index - 1][part]}: points ascend` });
      }
    }
  }
}

// src/scenario/schema/agents.ts
var breakStart = z6.union([
  timeOfDay,
  z6.strictObject({ between: z6.tuple([timeOfDay, timeOfDay]) }).superRefine((value, context) => {
    if (minutesOfDay(value.between[0]) > minutesOfDay(value.between[1])) {
      context.addIssue({ code: "custom", path: ["between", 1], message: `must not be earlier than ${value.between[0]}` });
    }
  }).describe("Uniform between the two."),
  z6.strictObject({ staggered: z6.array(timeOfDay).min(1) }).describe("By the agent\u2019s number (from 1): the entry at number modulo length, counted from 0.")
]);
var oneBreak = z6.strictObject({
  start: breakStart,
  length: distribution.describe("Seconds."),
  announced: z6.number().min(0).optional().describe("Seconds ahead at which the dialer is told; default 0.")
});
var habits = {
  shift: shift.optional().describe("Default: the shift of the calendar."),
  signInDelay: distribution.optional().describe("Seconds after the start of the shift; default 0."),
  signOut: z6.enum(["endOfShift", "announced", "unannounced"]).optional().describe("endOfShift (default): stays until no call is pending; announced: told ahead; unannounced: at the next ready instant."),
  signOutDelay: distribution.optional().describe("Seconds after the end of the shift; default 0."),
  breaks: z6.array(oneBreak).optional(),
  unannouncedPauses: orNone(z6.strictObject({ after: distribution, length: distribution })).optional().describe("Pauses without notice: after so many seconds of staffed time, for so many seconds.")
};
var agents = z6.strictObject({
  count: count.optional().describe("So many equal agents; or else groups."),
  names: z6.array(name).optional().describe("Names of the agents in order; default Agent 1, Agent 2, \u2026"),
  groups: z6.array(z6.strictObject({ count, ...habits })).min(1).optional(),
  ...habits
}).superRefine((value, context) => {
  if (value.count === void 0 && value.groups === void 0) {
    context.addIssue({ code: "custom", path: ["count"], message: "must be a number of agents, or groups must be given" });
  }
  if (value.count !== void 0 && value.groups !== void 0) {
    context.addIssue({ code: "custom", path: ["groups"], params: { whole: true }, message: "stands beside count; allowed: one of count and groups" });
  }
  if (value.names === void 0) return;
  const total = agentCount(value);
  if (value.names.length !== total) {
    context.addIssue({ code: "custom", path: ["names"], params: { whole: true }, message: `has ${value.names.length} names; must have ${total}` });
  }
  checkDistinct(value.names, (index) => ["names", index], context);
});
function agentCount(data) {
  return data.groups === void 0 ? data.count ?? 0 : data.groups.reduce((sum, group) => sum + group.count, 0);
}
function agentNames(data) {
  return data.names ?? Array.from({ length: agentCount(data) }, (_, index) => `Agent ${index + 1}`);
}

// src/scenario/schema/carrier.ts
import { z as z7 } from "zod";
var carrier = z7.strictObject({
  channels: z7.union([count, z7.literal("unlimited"), z7.strictObject({ perAgent: z7.number().gt(0) })]).optional().describe("Calls at once: a number, unlimited (default), or perAgent."),
  startsPerSecond: z7.union([count, z7.literal("unlimited")]).optional().describe("Dials per whole second; default unlimited."),
  setUp: distribution.optional().describe("Seconds from the dial to ringing; default 0.")
});
var priors = z7.strictObject({
  answerPercent: percent.gt(0).optional(),
  resolution: z7.number().gt(0).optional(),
  talk: z7.number().gt(0).optional(),
  wrap: z7.number().min(0).optional()
}).describe("What a strategy believes before it has data: percent answered, seconds until a call is answered or over, of talk, of wrap-up.");
var list = z7.union([
  z7.literal("endless"),
  z7.strictObject({ records: count }).describe("So many equal records, one number each."),
  z7.strictObject({
    csv: name,
    delimiter: z7.string().length(1).optional().describe("Between the columns; default a comma."),
    phoneSeparator: z7.string().length(1).optional().describe("Between the numbers within a column of phones; default: one number each."),
    duplicates: z7.boolean().optional().describe("May two records have the same first number? Default false."),
    columns: z7.strictObject({
      phones: z7.array(name).min(1).optional(),
      priority: name.optional(),
      owner: name.optional(),
      timeZone: name.optional(),
      database: name.optional(),
      createdAt: name.optional(),
      nextCallAt: name.optional()
    }).optional().describe("The file\u2019s own headings; default: phone, phone2, phone3, \u2026, priority, owner, timeZone, database, createdAt, nextCallAt.")
  }).describe("Records from a file, one a line.")
]);

// src/scenario/schema/customers.ts
import { z as z8 } from "zod";

// src/world/spec.ts
var CUSTOMER_CLASSES = ["person", "machine", "noAnswer", "busy", "rejected", "invalidNumber", "fax", "congestion"];

// src/scenario/schema/customers.ts
var shares = z8.strictObject({
  person: percent,
  machine: percent.optional(),
  noAnswer: percent.optional(),
  busy: percent.optional(),
  rejected: percent.optional(),
  invalidNumber: percent.optional(),
  fax: percent.optional(),
  congestion: percent.optional()
}).superRefine((value, context) => checkAddsUp(Object.values(value).map((share) => share ?? 0), "shares", context));
var points = z8.record(timeOfDay, percent).superRefine((value, context) => {
  const times = Object.keys(value);
  if (times.length === 0) context.addIssue({ code: "custom", params: { whole: true }, message: 'is empty; must have an entry such as "09:00": 14' });
  times.forEach((time, index) => {
    if (index > 0 && minutesOfDay(time) <= minutesOfDay(times[index - 1])) {
      context.addIssue({ code: "custom", path: [time], params: { whole: true }, message: `comes after ${times[index - 1]}; times must ascend` });
    }
  });
});
var personShare = z8.union([
  z8.strictObject({ steps: points }).describe("Each value holds until the next time."),
  z8.strictObject({ linear: points }).describe("Straight lines between the times.")
]);
var handle = z8.array(z8.strictObject({ id: name, share: percent, talk: distribution, wrap: distribution })).min(1).superRefine((value, context) => {
  checkAddsUp(value.map((part) => part.share), "shares of handle", context);
  checkDistinct(value.map((part) => part.id), (index) => [index, "id"], context);
});
var ring = z8.strictObject({
  person: distribution.optional(),
  machine: distribution.optional(),
  noAnswer: orNone(distribution).optional(),
  busy: distribution.optional(),
  rejected: distribution.optional(),
  invalidNumber: distribution.optional(),
  fax: distribution.optional(),
  congestion: distribution.optional()
}).describe("Seconds from ringing to the event, by class. noAnswer: none = rings until the ring limit (default). congestion: default 0.");
var customers = z8.strictObject({
  shares: shares.describe("Percent of attempts by class; they add up to 100."),
  personShare: orNone(personShare).optional().describe("Percent of persons over the local day; the other shares are scaled in proportion."),
  ring,
  greeting: z8.strictObject({ delay: distribution, length: distribution }).optional().describe("Seconds from the answer to the greeting\u2019s start, and its length; default 0 and 0."),
  patience: orNone(distribution).optional().describe("Seconds from the greeting\u2019s end until the person hangs up; default none: never."),
  handle: handle.describe("Classes of talks: share in percent, talk and wrap-up in seconds."),
  machineHandle: z8.strictObject({ talk: distribution, wrap: distribution }).optional().describe("What an agent spends on a machine that was passed to him; default 0 and 0.")
}).superRefine((value, context) => {
  for (const kind of CUSTOMER_CLASSES) {
    if (kind === "noAnswer" || kind === "congestion" || (value.shares[kind] ?? 0) === 0 || value.ring[kind] !== void 0) continue;
    context.addIssue({ code: "custom", path: ["ring", kind], message: `must be a distribution of seconds, because the share of ${kind} is not 0` });
  }
});
var detector = z8.union([
  z8.enum(["none", "network"]),
  z8.strictObject({
    kind: z8.literal("audio"),
    personVerdictAfterGreeting: distribution,
    machineVerdict: distribution,
    missedVerdict: distribution,
    falsePositivePercent: percent.describe("Of persons: judged machines."),
    falseNegativePercent: percent.describe("Of machines: judged persons."),
    believedFalsePositivePercent: percent.optional().describe("Of machine verdicts: believed to be persons. Counted into enforced windows, because the dialer cannot see the truth. Default 0.")
  })
]);

// src/scenario/schema/measure.ts
import { z as z9 } from "zod";
var window = z9.union([
  z9.enum(["calendarDay", "calendarMonth", "campaign"]),
  z9.strictObject({ successiveDays: count }),
  z9.strictObject({ rollingMs: millis.min(1) })
]);
var rule = z9.strictObject({
  id: name,
  like: z9.enum(PRESET_RULE_IDS).optional().describe("The preset that the other keys change; default us."),
  startPoint: z9.enum(START_POINTS).optional(),
  thresholdMs: millis.optional(),
  form: z9.enum(["simple", "ukWithoutAmd", "ukWithAmd"]).optional(),
  denominator: z9.enum(["answeredByPerson", "allAnswers", "allDials", "offeredToAgents"]).optional(),
  countEarlyHangups: z9.boolean().optional(),
  falsePositives: z9.enum(["truth", "estimated", "ignored"]).optional(),
  countShortRings: z9.boolean().optional(),
  limit: z9.number().min(0).max(1).optional().describe("Largest permitted share, 0 to 1 (3 % = 0.03)."),
  window: window.optional(),
  minAnswers: z9.int().min(0).optional().describe("Windows with fewer answers are left out of the violation share.")
});
var measure = z9.strictObject({
  rules: z9.array(rule).optional()
}).superRefine((value, context) => {
  const presets = PRESET_RULE_IDS;
  value.rules?.forEach(({ id }, index) => {
    if (presets.includes(id)) {
      context.addIssue({ code: "custom", path: ["rules", index, "id"], message: `must not be one of the presets, ${presets.join(", ")}` });
    }
  });
  checkDistinct(value.rules?.map(({ id }) => id) ?? [], (index) => ["rules", index, "id"], context);
});

// src/scenario/schema.ts
var scenarioSchema = z10.strictObject({
  $schema: z10.string().optional().describe("For editors: where the JSON Schema of this file is."),
  extends: name.optional().describe("A file that this one completes or changes: objects are merged, everything else is replaced."),
  abstract: z10.boolean().optional().describe("True: only a base for others."),
  id: name.regex(/^[a-z0-9][a-z0-9-]*$/, "must be small letters, digits and hyphens").describe("Name in tables and on the command line."),
  title: z10.string().optional(),
  description: z10.string().optional(),
  seed: z10.union([z10.string().min(1), z10.number()]).optional().describe("Seed of the random streams; default 1."),
  calendar,
  campaign,
  agents: z10.union([count, agents]),
  list: list.optional().describe("endless (default), so many records, or a CSV file."),
  customers,
  detector: detector.optional().describe("Answer detection: none, network (machines recognised at the answer; default), or audio."),
  carrier: carrier.optional(),
  priors: priors.optional(),
  measure: measure.optional()
});

// src/scenario/parse.ts
function parseScenario(fileName, readText) {
  const merged = readMerged(fileName, readText);
  if ("problems" in merged) return merged;
  const { root } = merged;
  const own = placeAt(root, ["abstract"]);
  if (own.node?.kind === "scalar" && own.node.value === true) {
    const message = "is true: this file is only a base; allowed here: a scenario, such as one that extends it";
    return { problems: [{ ...own.place, path: "abstract", message }] };
  }
  const problems = [];
  const plain = withQuantiles(toPlain(root), root, readText, problems);
  const parsed2 = scenarioSchema.safeParse(plain, { error: allowed });
  if (!parsed2.success) problems.push(...problemsOf(parsed2.error.issues, root));
  const rows = readList(plain, root, readText, problems);
  if (!parsed2.success) return { problems: inOrder(problems) };
  const data = parsed2.data;
  problems.push(...crossChecks(data, root));
  return problems.length > 0 ? { problems: inOrder(problems) } : { scenario: { data, rows } };
}
function readList(plain, root, readText, problems) {
  if (typeof plain !== "object" || plain === null) return null;
  const { list: list2, agents: agents2, campaign: campaign2 } = plain;
  const options = list.safeParse(list2);
  if (!options.success || typeof options.data === "string" || !("csv" in options.data)) return null;
  const link = placeAt(root, ["list", "csv"]).place;
  const file2 = resolvePath(link.file, options.data.csv);
  const text = readText(file2);
  if (text === null) {
    problems.push({ ...link, path: "list.csv", message: `is "${options.data.csv}"; there is no file ${file2}` });
    return null;
  }
  const team = agents.safeParse(typeof agents2 === "number" ? { count: agents2 } : agents2);
  const read3 = readListCsv(file2, text, options.data, { agents: team.success ? agentNames(team.data) : null, databases: databaseIds(campaign2) });
  problems.push(...read3.problems);
  return read3.rows;
}
function databaseIds(campaign2) {
  const databases = campaign2?.databases;
  if (databases === void 0) return ["list"];
  if (!Array.isArray(databases)) return null;
  return databases.map((one) => typeof one === "string" ? one : String(one?.id));
}
function inOrder(problems) {
  const files = [...new Set(problems.map((problem) => problem.file))];
  const seen = /* @__PURE__ */ new Set();
  return problems.filter((problem) => !seen.has(formatProblem(problem)) && seen.add(formatProblem(problem))).sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
}

// src/base/hash.ts
function hashText(text) {
  let low = 608135816;
  let high = 2242054355;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 16777619);
    low = low << 13 | low >>> 19;
    high = Math.imul(high + unit, 2654435761);
    high ^= high >>> 15;
  }
  low = stir(low ^ text.length);
  high = stir(high + low);
  low = stir(low ^ high);
  return hexadecimal(high) + hexadecimal(low);
}
function stir(word) {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ mixed >>> 16, 2246822507);
  mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
  return mixed ^ mixed >>> 16;
}
function hexadecimal(word) {
  return (word >>> 0).toString(16).padStart(8, "0");
}

// src/scenario/canonicalJson.ts
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, inner]) => inner !== void 0).sort(([a], [b]) => a < b ? -1 : 1);
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}

// src/scenario/compileCustomers.ts
var ZERO = { distribution: "constant", value: 0 };
function distributionOf(input) {
  if (input === void 0) return ZERO;
  if (typeof input === "number") return { distribution: "constant", value: input };
  if (input.distribution === "mixture") {
    const total = input.parts.reduce((sum, part) => sum + part.weight, 0);
    return { distribution: "mixture", parts: input.parts.map(({ weight, of }) => ({ weight: weight / total, of: distributionOf(of) })) };
  }
  if (input.distribution === "lognormal") {
    return input.mean !== void 0 ? { distribution: "lognormal", mean: input.mean, cv: input.cv } : { distribution: "lognormal", mu: input.mu, sigma: input.sigma };
  }
  if (input.distribution === "empirical") return { distribution: "empirical", quantiles: input.quantiles };
  return input;
}
function customersOf(data) {
  const personShare2 = noneToNull(data.personShare ?? null);
  const patience = noneToNull(data.patience ?? null);
  return {
    shares: byClass((kind) => (data.shares[kind] ?? 0) / 100),
    personShare: personShare2 === null ? null : profileOf(personShare2),
    eventAfter: byClass((kind) => {
      const after = noneToNull(data.ring[kind] ?? null);
      return after === null && kind === "noAnswer" ? null : distributionOf(after ?? void 0);
    }),
    greetingDelay: distributionOf(data.greeting?.delay),
    greetingLength: distributionOf(data.greeting?.length),
    patience: patience === null ? null : distributionOf(patience),
    handle: data.handle.map(({ id, share, talk, wrap }) => ({ id, share: share / 100, talk: distributionOf(talk), wrap: distributionOf(wrap) })),
    machineHandle: { talk: distributionOf(data.machineHandle?.talk), wrap: distributionOf(data.machineHandle?.wrap) }
  };
}
function detectorOf(data) {
  if (data === void 0) return { kind: "network" };
  if (typeof data === "string") return { kind: data };
  return {
    kind: "audio",
    personVerdictAfterGreeting: distributionOf(data.personVerdictAfterGreeting),
    falsePositiveShare: data.falsePositivePercent / 100,
    falseNegativeShare: data.falseNegativePercent / 100,
    machineVerdict: distributionOf(data.machineVerdict),
    missedVerdict: distributionOf(data.missedVerdict)
  };
}
function profileOf(data) {
  const points2 = Object.entries("steps" in data ? data.steps : data.linear);
  return { kind: "steps" in data ? "steps" : "linear", points: points2.map(([time, share]) => [minutesOfDay(time) * MINUTE_MS, share / 100]) };
}
function byClass(of) {
  return Object.fromEntries(CUSTOMER_CLASSES.map((kind) => [kind, of(kind)]));
}

// src/scenario/compileAgents.ts
function agentDaysOf(data, frame, shifts) {
  const groups = data.groups ?? [{ count: agentCount(data) }];
  const plans = [];
  for (const group of groups) {
    for (let member = 0; member < group.count; member++) {
      const number = plans.length + 1;
      const days = Array.from({ length: frame.dayStarts.length - 1 }, (_, day) => {
        const shift2 = shifts[day];
        return shift2 === void 0 ? null : agentDay({ ...data, ...group }, number, frame, day, shift2);
      });
      plans.push(days);
    }
  }
  return plans;
}
function agentDay(habits2, number, frame, day, shift2) {
  const at = (time) => instantOf(frame, day, minutesOfDay(time));
  const pauses = noneToNull(habits2.unannouncedPauses ?? null);
  return {
    signInAt: habits2.shift === void 0 ? shift2[0] : at(habits2.shift.from),
    signInDelay: distributionOf(habits2.signInDelay),
    signOutAt: habits2.shift === void 0 ? shift2[1] : at(habits2.shift.to),
    signOutDelay: distributionOf(habits2.signOutDelay),
    signOut: habits2.signOut ?? "endOfShift",
    breaks: (habits2.breaks ?? []).map(({ start, length, announced }) => {
      const [from, to] = startOf2(start, number);
      return { from: at(from), to: at(to), length: distributionOf(length), announcedMs: Math.round((announced ?? 0) * SECOND_MS) };
    }),
    unannouncedPauses: pauses === null ? null : { after: distributionOf(pauses.after), length: distributionOf(pauses.length) }
  };
}
function startOf2(start, number) {
  if (typeof start === "string") return [start, start];
  if ("between" in start) return start.between;
  const time = start.staggered[number % start.staggered.length];
  return [time, time];
}

// src/scenario/compileList.ts
var BLOCK_SIZE = 1e3;
function zonesOf(campaignZone, rows) {
  return [.../* @__PURE__ */ new Set([campaignZone, ...(rows ?? []).flatMap((row) => row.timeZone === null ? [] : [row.timeZone])])];
}
function listOf(list2, rows, frame, names) {
  if (rows !== null) return { kind: "given", records: recordsOf(rows, frame, names) };
  if (list2 !== void 0 && typeof list2 !== "string" && "records" in list2) return { kind: "plain", count: list2.records };
  return { kind: "endless", blockSize: BLOCK_SIZE };
}
function recordsOf(rows, frame, names) {
  const numbers = /* @__PURE__ */ new Map();
  const indexOfNumber = (number) => {
    const index = numbers.get(number) ?? numbers.size;
    numbers.set(number, index);
    return index;
  };
  const status2 = names.initialStatusId === null ? NONE : names.statuses.indexOf(names.initialStatusId);
  return rows.map((row) => ({
    database: row.database === null ? 0 : names.databases.indexOf(row.database),
    zone: row.timeZone === null ? 0 : names.zones.indexOf(row.timeZone),
    priority: row.priority,
    createdAt: row.createdAt === null ? 0 : instantOfText(frame, row.createdAt),
    hardOwner: row.owner === null ? NONE : names.agents.indexOf(row.owner),
    softOwner: NONE,
    action: "notAssigned",
    nextCallAt: row.nextCallAt === null ? UNSET : instantOfText(frame, row.nextCallAt),
    status: status2,
    phones: row.phones.map(indexOfNumber)
  }));
}

// src/scenario/compile.ts
function compileScenario({ data, rows }) {
  const { calendar: calendar2, campaign: campaign2 } = data;
  const frame = runFrame(calendar2.zone, calendar2.firstDay, daysOf(calendar2));
  const shifts = shiftsOf(calendar2, frame);
  const agents2 = typeof data.agents === "number" ? { count: data.agents } : data.agents;
  const names = agentNames(agents2);
  const settings = resolveSettings(campaign2.mode, campaign2.bundle ?? "default", overridesOf(campaign2));
  const statuses = statusesOf(campaign2);
  const databases = databasesOf(campaign2);
  const zoneNames = zonesOf(calendar2.zone, rows);
  const rules = rulesOf(data.measure);
  const { id: strategyId, ...parameters } = campaign2.strategy;
  const believed = typeof data.detector === "object" ? data.detector.believedFalsePositivePercent ?? 0 : 0;
  const offsets = zoneOffsets(frame, calendar2.zone);
  const meaning = {
    dialer: {
      settings,
      policy: policyOf(campaign2),
      statuses,
      recordType: 0,
      databases,
      agents: names,
      zones: zoneNames.map((name2) => zoneCalendar(name2, frame, shifts, calendar2, campaign2)),
      campaignZone: 0,
      channels: channelsOf(data.carrier, names.length),
      startsPerSecond: typeof data.carrier?.startsPerSecond === "number" ? data.carrier.startsPerSecond : null,
      strategy: resolveStrategyChoice(strategyId, parameters),
      priors: priorsOf(data.priors),
      enforcedRules: enforcedRulesOf(campaign2, rules),
      dayStarts: frame.dayStarts,
      monthStarts: frame.monthStarts,
      falsePositiveShare: believed / 100
    },
    world: {
      customers: customersOf(data.customers),
      detector: detectorOf(data.detector),
      carrier: { setUp: distributionOf(data.carrier?.setUp) },
      agents: agentDaysOf(agents2, frame, shifts),
      list: listOf(data.list, rows, frame, {
        agents: names,
        databases: databases.map((one) => one.id),
        statuses: statuses.map((one) => one.id),
        zones: zoneNames,
        initialStatusId: settings.initialStatusId
      }),
      offsets
    },
    horizon: horizonOf(calendar2, frame, shifts),
    rules
  };
  return {
    id: data.id,
    title: data.title ?? data.id,
    description: data.description ?? "",
    digest: hashText(canonicalJson(meaning)),
    seed: String(data.seed ?? 1),
    ...meaning
  };
}
function daysOf(calendar2) {
  if (!("hours" in calendar2.shift)) return calendar2.days;
  return Math.ceil((minutesOfDay(calendar2.shift.from) * MINUTE_MS + calendar2.shift.hours * HOUR_MS) / DAY_MS);
}
function shiftsOf({ shift: shift2, days }, frame) {
  if ("hours" in shift2) {
    const from = instantOf(frame, 0, minutesOfDay(shift2.from));
    return [[from, from + Math.round(shift2.hours * HOUR_MS)]];
  }
  return Array.from({ length: days }, (_, day) => [
    instantOf(frame, day, minutesOfDay(shift2.from)),
    instantOf(frame, day, minutesOfDay(shift2.to))
  ]);
}
function horizonOf(calendar2, frame, shifts) {
  const warmUp = calendar2.warmUp ?? { days: 0 };
  const scoredFrom = "days" in warmUp ? shifts[warmUp.days][0] : shifts[0][0] + Math.round(warmUp.hours * HOUR_MS);
  return {
    epoch: frame.epoch,
    scored: shifts.flatMap(([from, to]) => to > scoredFrom ? [[Math.max(from, scoredFrom), to]] : []),
    endsAt: shifts[shifts.length - 1][1],
    end: calendar2.end ?? "drained",
    maxDials: calendar2.maxDials ?? null
  };
}
function zoneCalendar(name2, frame, shifts, calendar2, campaign2) {
  const offsets = zoneOffsets(frame, name2);
  return { name: name2, open: windowsOf(frame, offsets, shifts, calendar2, campaign2), offsets };
}
function windowsOf(frame, offsets, shifts, calendar2, campaign2) {
  const windows = campaign2.callingWindows ?? "always";
  const holidays = campaign2.holidays ?? [];
  const local = localWindows(windows, calendar2);
  if (local === null) return shifts;
  return windows === "always" && holidays.length === 0 ? null : openIntervals(frame, offsets, local, holidays);
}
var WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
var EVERY_DAY = WEEKDAYS.map((_, index) => index);
function localWindows(windows, { shift: shift2 }) {
  if (windows === "always") return [{ weekdays: EVERY_DAY, fromMinute: 0, toMinute: 1440 }];
  if (windows === "shift") {
    return "hours" in shift2 ? null : [{ weekdays: EVERY_DAY, fromMinute: minutesOfDay(shift2.from), toMinute: minutesOfDay(shift2.to) }];
  }
  return windows.map(({ days, from, to }) => ({
    weekdays: days === void 0 ? EVERY_DAY : days.map((day) => WEEKDAYS.indexOf(day)),
    fromMinute: minutesOfDay(from),
    toMinute: minutesOfDay(to)
  }));
}
function channelsOf(carrier2, agents2) {
  const channels = carrier2?.channels ?? "unlimited";
  if (channels === "unlimited") return null;
  return typeof channels === "number" ? channels : Math.max(1, Math.round(channels.perAgent * agents2));
}
function priorsOf(priors2) {
  return {
    answerRate: (priors2?.answerPercent ?? 20) / 100,
    resolutionMs: Math.round((priors2?.resolution ?? 15) * SECOND_MS),
    talkMs: Math.round((priors2?.talk ?? 180) * SECOND_MS),
    wrapMs: Math.round((priors2?.wrap ?? 20) * SECOND_MS)
  };
}

// src/base/eventHeap.ts
var EventHeap = class {
  /** The entry that the last `pop` took out. */
  at = NEVER;
  code = 0;
  a = 0;
  b = 0;
  count = 0;
  sequence = 0;
  capacity;
  /** One place longer than the capacity: unused places hold Infinity, so that a last node without a sibling needs no care. */
  times;
  /** Sequence number times SLOTS_MAX plus the payload's slot: one number that orders and finds. */
  keys;
  codes;
  as;
  bs;
  /** Payload slots that are free, as a stack from `count` on. */
  freeSlots;
  /** @param capacity entries that fit before the first growth, at least 1 */
  constructor(capacity = 256) {
    this.capacity = Math.max(1, Math.ceil(capacity));
    this.times = new Float64Array(this.capacity + 1).fill(Infinity);
    this.keys = new Float64Array(this.capacity);
    this.codes = new Int32Array(this.capacity);
    this.as = new Int32Array(this.capacity);
    this.bs = new Int32Array(this.capacity);
    this.freeSlots = new Int32Array(this.capacity);
    for (let slot = 0; slot < this.capacity; slot++) this.freeSlots[slot] = slot;
  }
  /** Entries in the queue. */
  get size() {
    return this.count;
  }
  /** The instant of the head, or NEVER. */
  peekTime() {
    return this.count === 0 ? NEVER : this.times[0];
  }
  /** Adds an entry; `at` is finite; code, a and b are 32-bit integers. Throws a RangeError beyond 4,194,304 entries. */
  push(at, code, a, b) {
    if (this.count === this.capacity) this.grow();
    const slot = this.freeSlots[this.count];
    this.codes[slot] = code;
    this.as[slot] = a;
    this.bs[slot] = b;
    const key = this.sequence++ * SLOTS_MAX + slot;
    const times = this.times;
    const keys = this.keys;
    let hole = this.count++;
    while (hole > 0) {
      const parent = hole - 1 >> 1;
      const parentTime = times[parent];
      if (parentTime <= at) break;
      times[hole] = parentTime;
      keys[hole] = keys[parent];
      hole = parent;
    }
    times[hole] = at;
    keys[hole] = key;
  }
  /** Moves the head into the public fields; false when the queue is empty (the fields then keep their values). */
  pop() {
    if (this.count === 0) return false;
    const key = this.keys[0];
    const slot = key - Math.floor(key / SLOTS_MAX) * SLOTS_MAX;
    this.at = this.times[0];
    this.code = this.codes[slot];
    this.a = this.as[slot];
    this.b = this.bs[slot];
    const last2 = --this.count;
    this.freeSlots[last2] = slot;
    const time = this.times[last2];
    this.times[last2] = Infinity;
    if (last2 > 0) this.settle(time, this.keys[last2], last2);
    return true;
  }
  /** Removes all entries. */
  clear() {
    while (this.pop()) ;
  }
  /** Fills the hole at the root of `count` nodes, and seats (time, key), which stood last. */
  settle(time, key, count2) {
    const times = this.times;
    const keys = this.keys;
    let hole = 0;
    for (let child = 1; child < count2; child = 2 * hole + 1) {
      const left = times[child];
      const right = times[child + 1];
      if (left !== right) child += Number(right < left);
      else if (keys[child + 1] < keys[child]) child++;
      times[hole] = times[child];
      keys[hole] = keys[child];
      hole = child;
    }
    while (hole > 0) {
      const parent = hole - 1 >> 1;
      const parentTime = times[parent];
      if (parentTime < time || parentTime === time && keys[parent] < key) break;
      times[hole] = parentTime;
      keys[hole] = keys[parent];
      hole = parent;
    }
    times[hole] = time;
    keys[hole] = key;
  }
  grow() {
    const capacity = this.capacity * 2;
    if (capacity > SLOTS_MAX) throw new RangeError(`the calendar holds at most ${SLOTS_MAX} entries`);
    this.times = grown(this.times, new Float64Array(capacity + 1).fill(Infinity));
    this.keys = grown(this.keys, new Float64Array(capacity));
    this.codes = grown(this.codes, new Int32Array(capacity));
    this.as = grown(this.as, new Int32Array(capacity));
    this.bs = grown(this.bs, new Int32Array(capacity));
    this.freeSlots = grown(this.freeSlots, new Int32Array(capacity));
    for (let slot = this.capacity; slot < capacity; slot++) this.freeSlots[slot] = slot;
    this.capacity = capacity;
  }
};
var SLOTS_MAX = 4194304;
function grown(from, into) {
  into.set(from);
  return into;
}

// src/base/random.ts
import seedrandom from "seedrandom";
function streamKey(seed, name2) {
  const text = String(seed);
  const generator = seedrandom(`overdial/1:${text.length}:${text}/${name2}`);
  return [generator.int32() >>> 0, generator.int32() >>> 0, generator.int32() >>> 0, generator.int32() >>> 0];
}
function createSequentialStream(key) {
  const stream = new Xoshiro();
  stream.seat(key[0], key[1], key[2], key[3]);
  return stream;
}
function createKeyedStream(key) {
  return new KeyedXoshiro(key);
}
var TWO_POW_27 = 134217728;
var INVERSE_TWO_POW_53 = 1 / 9007199254740992;
var Xoshiro = class {
  a = 1;
  b = 2;
  c = 3;
  d = 4;
  seat(a, b, c, d) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = (a | b | c | d) === 0 ? 1 : d | 0;
  }
  next() {
    const high = this.word() >>> 6;
    const low = this.word() >>> 5;
    return (high * TWO_POW_27 + low) * INVERSE_TWO_POW_53;
  }
  save() {
    return [this.a, this.b, this.c, this.d];
  }
  load(state) {
    this.a = state[0] | 0;
    this.b = state[1] | 0;
    this.c = state[2] | 0;
    this.d = state[3] | 0;
  }
  word() {
    const product = Math.imul(this.b, 5);
    const result = Math.imul(product << 7 | product >>> 25, 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = this.d << 11 | this.d >>> 21;
    return result;
  }
};
var KeyedXoshiro = class extends Xoshiro {
  key;
  constructor(key) {
    super();
    this.key = key;
  }
  at(entity, occasion) {
    const key = this.key;
    const mixed = finalize(Math.imul(entity, 2654435761) ^ key[0]) ^ Math.imul(occasion, 2246822519);
    const a = finalize(mixed ^ key[1]);
    const b = finalize(a + key[2] + entity);
    const c = finalize(b ^ key[3] ^ occasion);
    this.seat(a, b, c, finalize(c + key[0]));
    return this;
  }
};
function finalize(word) {
  let h = word | 0;
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}

// src/base/columns.ts
function growColumns(table, names, capacity) {
  for (const name2 of names) {
    const old = table[name2];
    const grown4 = new old.constructor(capacity);
    grown4.set(old);
    table[name2] = grown4;
  }
}
function saveColumns(table, names, length) {
  return Object.fromEntries(names.map((name2) => [name2, table[name2].slice(0, length)]));
}
function loadColumns(table, names, saved, capacity) {
  for (const name2 of names) {
    const old = table[name2];
    const fresh = new old.constructor(capacity);
    fresh.set(saved[name2]);
    table[name2] = fresh;
  }
}

// src/engine/records/blockList.ts
var BlockList = class {
  everywhere = /* @__PURE__ */ new Set();
  here = /* @__PURE__ */ new Set();
  has(number) {
    return this.everywhere.size > 0 && this.everywhere.has(number) || this.here.size > 0 && this.here.has(number);
  }
  set(number, scope, blocked) {
    const entries = scope === "global" ? this.everywhere : this.here;
    if (blocked) entries.add(number);
    else entries.delete(number);
  }
  save() {
    return { global: [...this.everywhere], campaign: [...this.here] };
  }
  load(saved) {
    this.everywhere = new Set(saved.global);
    this.here = new Set(saved.campaign);
  }
};

// src/engine/records/recordTable.ts
var RecordFlag = {
  /** retryMode: progressive. */
  retryProgressive: 1,
  /** An activity is open: the record is in a turn. */
  inTurn: 2,
  deleted: 4,
  /** At least one activity of kind call is complete. */
  hasCallActivity: 8
};
var COLUMNS = [
  "action",
  "flags",
  "recordType",
  "database",
  "zone",
  "priority",
  "createdAt",
  "nextCallAt",
  "lastCalledAt",
  "blockedUntil",
  "hardOwner",
  "softOwner",
  "status",
  "attempts",
  "totalAttempts",
  "dials",
  "autoDials",
  "numberIndex",
  "firstPhone",
  "phoneCount"
];
var RecordTable = class {
  length = 0;
  action = new Uint8Array(64);
  flags = new Uint8Array(64);
  recordType = new Uint8Array(64);
  database = new Uint16Array(64);
  zone = new Uint16Array(64);
  priority = new Int32Array(64);
  createdAt = new Float64Array(64);
  nextCallAt = new Float64Array(64);
  lastCalledAt = new Float64Array(64);
  blockedUntil = new Float64Array(64);
  hardOwner = new Int32Array(64);
  softOwner = new Int32Array(64);
  status = new Int16Array(64);
  /** The repeat-attempt counter. */
  attempts = new Uint16Array(64);
  /** Attempts since creation or the last recycling, without congestion and cancelled. */
  totalAttempts = new Uint16Array(64);
  /** All dials ever, never reset: the world's draws are keyed by it. */
  dials = new Uint16Array(64);
  /** Those of them that an agent did not dial by hand. */
  autoDials = new Uint16Array(64);
  /** Where the next turn starts among the numbers. */
  numberIndex = new Uint8Array(64);
  firstPhone = new Int32Array(64);
  phoneCount = new Uint8Array(64);
  phoneLength = 0;
  phoneNumber = new Int32Array(64);
  phoneInvalid = new Uint8Array(64);
  blockList = new BlockList();
  ranks = new Float64Array(0);
  /** Names of the form's fields that the policy orders by. */
  rankedFields;
  constructor(rankedFields = []) {
    this.rankedFields = rankedFields;
  }
  /** Adds a record; its row is `event.record`, which must be the next one. */
  create(event) {
    const row = this.length;
    if (event.record !== row) throw new Error(`bug: record ${event.record} was created, the next index is ${row}`);
    if (row === this.action.length) growColumns(this, COLUMNS, row * 2);
    this.length = row + 1;
    this.action[row] = ACTIONS.indexOf(event.action);
    this.recordType[row] = event.recordType;
    this.database[row] = event.database;
    this.zone[row] = event.zone;
    this.priority[row] = event.priority;
    this.createdAt[row] = event.createdAt;
    this.nextCallAt[row] = event.nextCallAt;
    this.lastCalledAt[row] = UNSET;
    this.blockedUntil[row] = UNSET;
    this.hardOwner[row] = event.hardOwner;
    this.softOwner[row] = event.softOwner;
    this.status[row] = event.status;
    this.setPhones(row, event.phones);
    return row;
  }
  /** Index of the record's number at a position in the directory of distinct numbers. */
  numberAt(row, position) {
    return this.phoneNumber[this.firstPhone[row] + position];
  }
  isInvalid(row, position) {
    return this.phoneInvalid[this.firstPhone[row] + position] === 1;
  }
  markInvalid(row, position) {
    this.phoneInvalid[this.firstPhone[row] + position] = 1;
  }
  isBlockedNumber(number) {
    return this.blockList.has(number);
  }
  blockNumber(number, scope, blocked) {
    this.blockList.set(number, scope, blocked);
  }
  /** Replaces a record's numbers; one that it had before keeps its invalid mark. True if they changed. */
  changePhones(row, phones) {
    const count2 = this.phoneCount[row];
    const had = Array.from({ length: count2 }, (_, position) => this.numberAt(row, position));
    if (count2 === phones.length && had.every((number, position) => number === phones[position])) return false;
    const invalid = new Set(had.filter((_, position) => this.isInvalid(row, position)));
    this.setPhones(row, phones);
    phones.forEach((number, position) => {
      if (invalid.has(number)) this.markInvalid(row, position);
    });
    return true;
  }
  /** A record's rank in one of the `rankedFields`, UNSET when it has none. */
  rankOf(row, field) {
    return this.ranks[row * this.rankedFields.length + field] ?? UNSET;
  }
  setRanks(row, ranks) {
    const width = this.rankedFields.length;
    if (this.ranks.length < (row + 1) * width) {
      const grown4 = new Float64Array(this.action.length * width).fill(UNSET);
      grown4.set(this.ranks);
      this.ranks = grown4;
    }
    for (let field = 0; field < width; field += 1) this.ranks[row * width + field] = ranks[field] ?? UNSET;
  }
  /** Is the number at this position neither blocked nor (unless they are called) marked invalid? */
  isDialable(row, position, callInvalidNumbers) {
    const phone = this.firstPhone[row] + position;
    if (!callInvalidNumbers && this.phoneInvalid[phone] === 1) return false;
    return !this.isBlockedNumber(this.phoneNumber[phone]);
  }
  hasFlag(row, flag) {
    return (this.flags[row] & flag) !== 0;
  }
  setFlag(row, flag, on) {
    this.flags[row] = on ? this.flags[row] | flag : this.flags[row] & ~flag;
  }
  isOpenAction(row) {
    const action = this.action[row];
    return action !== Action.ready && action !== Action.done;
  }
  /** The soft owner, if no hard owner outranks him. */
  softOwnerOf(row) {
    return this.hardOwner[row] === NONE ? this.softOwner[row] : NONE;
  }
  save() {
    return {
      columns: saveColumns(this, COLUMNS, this.length),
      phones: { number: this.phoneNumber.slice(0, this.phoneLength), invalid: this.phoneInvalid.slice(0, this.phoneLength) },
      blockList: this.blockList.save(),
      ranks: this.ranks.slice()
    };
  }
  load(saved) {
    this.length = saved.columns["action"].length;
    loadColumns(this, COLUMNS, saved.columns, Math.max(64, this.length));
    const numbers = saved.phones["number"];
    this.phoneLength = numbers.length;
    this.phoneNumber = numbers.slice();
    this.phoneInvalid = saved.phones["invalid"].slice();
    this.blockList.load(saved.blockList);
    this.ranks = saved.ranks.slice();
  }
  setPhones(row, phones) {
    const needed = this.phoneLength + phones.length;
    if (needed > this.phoneNumber.length) {
      const capacity = Math.max(needed, this.phoneNumber.length * 2);
      const numbers = new Int32Array(capacity);
      numbers.set(this.phoneNumber);
      this.phoneNumber = numbers;
      const invalid = new Uint8Array(capacity);
      invalid.set(this.phoneInvalid);
      this.phoneInvalid = invalid;
    }
    this.firstPhone[row] = this.phoneLength;
    this.phoneCount[row] = phones.length;
    for (let position = 0; position < phones.length; position += 1) this.phoneNumber[this.phoneLength + position] = phones[position];
    this.phoneLength = needed;
  }
};

// src/engine/records/transitions.ts
var LEGAL_STANDINGS = {
  load: ["open", "readyUndialled", "ready"],
  take: ["open"],
  connect: ["unattended"],
  release: ["readyUndialled", "ready"],
  cancel: ["unattended"],
  turnFailed: ["unattended", "readyUndialled", "ready"],
  save: ["ready"],
  saveTimeout: ["ready"],
  setAction: ["open", "done", "readyUndialled"],
  setOwner: ["open", "done", "readyUndialled", "ready"],
  clearOwner: ["open", "done"],
  setStatus: ["open", "done"],
  move: ["open", "done"],
  recycle: ["done", "open"],
  block: ["open", "done"],
  unblock: ["open", "done"],
  edit: ["open", "done", "readyUndialled"],
  delete: ["open", "done"]
};
function standingRejection(standing) {
  return standing === "done" ? "recordDone" : "recordInUse";
}
var KEEP2 = { nextCallAt: "kept", attempts: "kept", softOwner: "kept", hardOwner: "kept", retryMode: "kept" };
var RESET = { nextCallAt: "given", attempts: "zero", softOwner: "given", hardOwner: "kept", retryMode: "unset" };
var ROWS = {
  R05: { row: "R05", to: Action.ready, ...KEEP2 },
  R07: { row: "R07", to: Action.done, ...KEEP2 },
  R08: { row: "R08", to: "kept", ...KEEP2 },
  R09: { row: "R09", to: Action.ready, ...KEEP2 },
  R10: { row: "R10", to: "atStart", ...KEEP2 },
  R11: { row: "R11", to: "kept", ...KEEP2 },
  R12: { row: "R12", to: Action.rescheduledByDialer, nextCallAt: "given", attempts: "given", softOwner: "given", hardOwner: "given", retryMode: "given" },
  R13: { row: "R13", to: Action.done, ...KEEP2, attempts: "given" },
  R14: { row: "R14", to: Action.ready, ...KEEP2 },
  R15: { row: "R15", to: "atStart", ...KEEP2, nextCallAt: "given" },
  R16: { row: "R16", to: Action.rescheduledByAgent, ...KEEP2, nextCallAt: "given", softOwner: "given", hardOwner: "given", retryMode: "unset" },
  R17: { row: "R17", to: Action.rescheduledByAgent, ...KEEP2, nextCallAt: "given", softOwner: "given", hardOwner: "given", retryMode: "unset" },
  R18: { row: "R18", to: Action.rescheduledByAgent, ...KEEP2, nextCallAt: "given", softOwner: "given", hardOwner: "given", retryMode: "unset" },
  R19: { row: "R19", to: Action.rescheduledByDialer, ...KEEP2, nextCallAt: "given", softOwner: "unset", retryMode: "unset" },
  R20: { row: "R20", to: Action.rescheduledByDialer, ...KEEP2, nextCallAt: "given", softOwner: "unset", retryMode: "given" },
  R21: { row: "R21", to: Action.done, ...KEEP2 },
  R23: { row: "R23", to: Action.notAssigned, ...RESET },
  R24: { row: "R24", to: Action.callImmediately, ...RESET },
  R25: { row: "R25", to: Action.rescheduledByAgent, ...RESET },
  R26: { row: "R26", to: Action.done, ...RESET },
  R27: { row: "R27", to: "kept", ...KEEP2, hardOwner: "given", softOwner: "unset" },
  R28: { row: "R28", to: "kept", ...KEEP2, hardOwner: "unset", softOwner: "unset" },
  R29: { row: "R29", to: "kept", ...KEEP2 },
  R30: { row: "R30", to: "kept", ...KEEP2 },
  R31: { row: "R31", to: Action.notAssigned, nextCallAt: "unset", attempts: "zero", softOwner: "unset", hardOwner: "kept", retryMode: "unset" },
  R32: { row: "R32", to: Action.done, ...KEEP2 },
  R33: { row: "R33", to: "kept", ...KEEP2 },
  R34: { row: "R34", to: "kept", ...KEEP2 }
};
function applyRow(records, record, row, values) {
  const to = row.to === "kept" ? records.action[record] : row.to === "atStart" ? values.actionAtStart : row.to;
  records.action[record] = to;
  if (row.attempts !== "kept") records.attempts[record] = row.attempts === "zero" ? 0 : values.attempts;
  if (row.hardOwner !== "kept") records.hardOwner[record] = row.hardOwner === "unset" ? NONE : values.hardOwner;
  if (to === Action.done) {
    records.nextCallAt[record] = UNSET;
    records.softOwner[record] = NONE;
    records.setFlag(record, RecordFlag.retryProgressive, false);
    return;
  }
  if (row.nextCallAt !== "kept") records.nextCallAt[record] = row.nextCallAt === "unset" ? UNSET : values.nextCallAt;
  if (row.softOwner !== "kept") records.softOwner[record] = row.softOwner === "unset" ? NONE : values.softOwner;
  if (records.hardOwner[record] !== NONE) records.softOwner[record] = NONE;
  if (row.retryMode !== "kept") records.setFlag(record, RecordFlag.retryProgressive, row.retryMode === "given" && values.retryProgressive);
}

// src/engine/turns/closing.ts
function openTurn(s, record, holder) {
  const { records, turns } = s;
  s.index.withdraw(record);
  const action = records.action[record];
  const promisedAt = action === Action.rescheduledByAgent ? records.nextCallAt[record] : UNSET;
  const turn = turns.open(record, holder, action, promisedAt, s.now);
  records.setFlag(record, RecordFlag.inTurn, true);
  if (holder !== NONE) {
    applyRow(records, record, ROWS.R05, s.values);
    s.agents.turn[holder] = turn;
  }
  return turn;
}
function closeTurn(s, turn, row, reason) {
  const { records, turns } = s;
  const record = turns.record[turn];
  const holder = turns.holder[turn];
  s.values.actionAtStart = turns.actionAtStart[turn];
  applyRow(records, record, row, s.values);
  records.setFlag(record, RecordFlag.inTurn, false);
  if (turns.dials[turn] > 0) records.setFlag(record, RecordFlag.hasCallActivity, true);
  if (holder !== NONE) {
    s.agents.turn[holder] = NONE;
    s.agentTimers.delete(holder);
  }
  const closed = s.closed;
  closed.kind = "call";
  closed.agent = holder;
  closed.startedAt = turns.startedAt[turn];
  closed.dials = turns.dials[turn];
  const outcome = turns.outcome[turn];
  closed.outcome = outcome === NONE ? null : OUTCOMES[outcome];
  closed.promisedAt = turns.promisedAt[turn];
  closed.promise = promiseOf(s, turn);
  closed.counted = turns.counted[turn] === 1;
  closed.actionAtStart = ACTIONS[turns.actionAtStart[turn]];
  turns.close(turn);
  if (s.heldDials.length > 0) s.heldDials = s.heldDials.filter((held) => held !== turn);
  emitActivity(s, record, reason);
  s.index.admit(record, s.now);
}
function changeRecord(s, record, row, kind, reason) {
  s.closed.actionAtStart = ACTIONS[s.records.action[record]];
  applyRow(s.records, record, row, s.values);
  appendActivity(s, record, kind, reason);
}
function appendActivity(s, record, kind, reason) {
  const closed = s.closed;
  closed.kind = kind;
  closed.agent = NONE;
  closed.startedAt = s.now;
  closed.dials = 0;
  closed.outcome = null;
  closed.promise = null;
  closed.promisedAt = UNSET;
  closed.counted = false;
  emitActivity(s, record, reason);
}
function emitActivity(s, record, reason) {
  const { records, closed } = s;
  closed.record = record;
  closed.endedAt = s.now;
  closed.reason = reason;
  closed.status = records.status[record];
  closed.actionAfter = ACTIONS[records.action[record]];
  closed.attemptsAfter = records.attempts[record];
  closed.nextCallAtAfter = records.nextCallAt[record];
  closed.hardOwnerAfter = records.hardOwner[record];
  closed.softOwnerAfter = records.softOwner[record];
  s.out.activity(closed);
}
function promiseOf(s, turn) {
  const promisedAt = s.turns.promisedAt[turn];
  const firstDialAt = s.turns.firstDialAt[turn];
  if (promisedAt === UNSET || firstDialAt === UNSET) return null;
  const { callbackEarlyMs, callbackLateMs } = s.settings;
  return firstDialAt >= promisedAt - callbackEarlyMs && firstDialAt <= promisedAt + callbackLateMs ? "kept" : "late";
}

// src/base/memberList.ts
var MemberList = class {
  length = 0;
  rows = new Int32Array(16);
  places = new Int32Array(16);
  instant;
  /** `instant(row)`: what `at` gives for a member. */
  constructor(instant) {
    this.instant = instant;
  }
  at(index) {
    return this.instant(this.rows[index]);
  }
  row(index) {
    return this.rows[index];
  }
  /** Adds a row that is not in the list. */
  add(row) {
    if (row >= this.places.length) this.places = longer(this.places, Math.max(row + 1, this.places.length * 2));
    if (this.length === this.rows.length) this.rows = longer(this.rows, this.length * 2);
    this.places[row] = this.length;
    this.rows[this.length] = row;
    this.length += 1;
  }
  /** Takes out a row that is in the list. */
  remove(row) {
    this.length -= 1;
    const last2 = this.rows[this.length];
    const place2 = this.places[row];
    this.rows[place2] = last2;
    this.places[last2] = place2;
  }
  save() {
    return Array.from(this.rows.subarray(0, this.length));
  }
  load(members) {
    this.length = 0;
    for (const row of members) this.add(row);
  }
};
function longer(array, length) {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}

// src/engine/agents/agentTable.ts
var AgentWish = { none: 0, pause: 1, signOut: 2 };
var AgentTimer = { none: 0, formLoad: 1, formSave: 2, pauseAfterCall: 3, readyHold: 4, agentLeg: 5 };
var COLUMNS2 = ["state", "since", "talkSince", "turn", "wish", "announced", "timer", "hidden", "autoDial", "legFailures", "next", "previous"];
var AgentTable = class {
  count;
  state;
  /** Since when he is in this state. */
  since;
  /** Start of the present or last talk. */
  talkSince;
  /** The turn that he holds, or NONE. */
  turn;
  wish;
  /** 1: he announced that he leaves after this call. */
  announced;
  timer;
  /** 1: left out of what pacing sees, because a record of his own waits for him. */
  hidden;
  /** 1: auto-dial is started (mode auto). */
  autoDial;
  /** Unanswered agent legs in a row. */
  legFailures;
  /** Agents who are staffed, busy and leaving (announced, or with a wish): what pacing is told. */
  leavingCount = 0;
  /** The queue of free agents, as a linked list. */
  next;
  previous;
  freeHead = NONE;
  freeTail = NONE;
  lists;
  handling;
  constructor(count2) {
    this.count = count2;
    this.state = new Uint8Array(count2);
    this.since = new Float64Array(count2).fill(UNSET);
    this.talkSince = new Float64Array(count2).fill(UNSET);
    this.turn = new Int32Array(count2).fill(NONE);
    this.wish = new Uint8Array(count2);
    this.announced = new Uint8Array(count2);
    this.timer = new Uint8Array(count2);
    this.hidden = new Uint8Array(count2);
    this.autoDial = new Uint8Array(count2);
    this.legFailures = new Uint8Array(count2);
    this.next = new Int32Array(count2).fill(NONE);
    this.previous = new Int32Array(count2).fill(NONE);
    this.lists = AGENT_STATES.map(() => new MemberList((agent) => this.since[agent]));
    this.handling = new MemberList((agent) => this.talkSince[agent]);
    for (let agent = 0; agent < count2; agent += 1) this.lists[AgentState.signedOut].add(agent);
  }
  /** The agent who has been free longest, or NONE. */
  firstFree() {
    return this.freeHead;
  }
  /** The next in the queue of free agents after `agent`, or NONE. */
  nextFree(agent) {
    return this.next[agent];
  }
  /** Agents that pacing sees in a state, as instants since when. */
  inState(state) {
    return this.lists[state];
  }
  /** Talking and wrapping agents, as instants of the start of talk. */
  handlingSince() {
    return this.handling;
  }
  isSignedIn(agent) {
    return this.state[agent] !== AgentState.signedOut;
  }
  /** Moves an agent to a state at `now`. */
  become(agent, state, now) {
    const old = this.state[agent];
    this.countLeaving(agent, -1);
    if (this.hidden[agent] === 0) this.leaveLists(agent, old);
    if (old === AgentState.ready) this.unlink(agent);
    this.state[agent] = state;
    this.since[agent] = now;
    if (state === AgentState.talking) this.talkSince[agent] = now;
    if (state === AgentState.signedOut) this.switchAutoDial(agent, false);
    if (state === AgentState.ready) this.link(agent, now);
    if (this.hidden[agent] === 0) this.joinLists(agent, state);
    this.countLeaving(agent, 1);
  }
  /** Notes what an agent wants after his present work, and whether he announced to leave. */
  setIntent(agent, wish, announced) {
    this.countLeaving(agent, -1);
    this.wish[agent] = wish;
    this.announced[agent] = announced ? 1 : 0;
    this.countLeaving(agent, 1);
  }
  /** Auto-dial begins anew, or ends; it ends by itself when he signs out. */
  switchAutoDial(agent, on) {
    this.autoDial[agent] = on ? 1 : 0;
    this.legFailures[agent] = 0;
  }
  /** Hides an agent from pacing, or shows him again. */
  hide(agent, hidden) {
    if (this.hidden[agent] === 1 === hidden) return;
    this.countLeaving(agent, -1);
    if (hidden) this.leaveLists(agent, this.state[agent]);
    this.hidden[agent] = hidden ? 1 : 0;
    if (!hidden) this.joinLists(agent, this.state[agent]);
    this.countLeaving(agent, 1);
  }
  save() {
    return {
      columns: saveColumns(this, COLUMNS2, this.count),
      free: [this.freeHead, this.freeTail],
      lists: [...this.lists, this.handling].map((list2) => list2.save())
    };
  }
  load(saved) {
    loadColumns(this, COLUMNS2, saved.columns, this.count);
    [this.freeHead, this.freeTail] = saved.free;
    [...this.lists, this.handling].forEach((list2, index) => list2.load(saved.lists[index]));
    this.leavingCount = 0;
    for (let agent = 0; agent < this.count; agent += 1) this.countLeaving(agent, 1);
  }
  countLeaving(agent, step) {
    if (this.wish[agent] === AgentWish.none && this.announced[agent] === 0) return;
    const state = this.state[agent];
    const isBusy = state === AgentState.reserved || state === AgentState.talking || state === AgentState.wrapping;
    if (isBusy && this.hidden[agent] === 0) this.leavingCount += step;
  }
  joinLists(agent, state) {
    this.lists[state].add(agent);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.add(agent);
  }
  leaveLists(agent, state) {
    this.lists[state].remove(agent);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.remove(agent);
  }
  link(agent, now) {
    let before = this.freeTail;
    while (before !== NONE && this.since[before] === now && before > agent) before = this.previous[before];
    const after = before === NONE ? this.freeHead : this.next[before];
    this.previous[agent] = before;
    this.next[agent] = after;
    if (before === NONE) this.freeHead = agent;
    else this.next[before] = agent;
    if (after === NONE) this.freeTail = agent;
    else this.previous[after] = agent;
  }
  unlink(agent) {
    const before = this.previous[agent];
    const after = this.next[agent];
    if (before === NONE) this.freeHead = after;
    else this.next[before] = after;
    if (after === NONE) this.freeTail = before;
    else this.previous[after] = before;
    this.next[agent] = NONE;
    this.previous[agent] = NONE;
  }
};

// src/engine/agents/agentFlow.ts
function setAgentState(s, agent, state) {
  s.agents.become(agent, state, s.now);
  s.out.agentState(agent, AGENT_STATES[state]);
}
function startTimer(s, agent, timer, at) {
  s.agents.timer[agent] = timer;
  s.agentTimers.set(agent, at);
}
function becomeFree(s, agent) {
  const wish = s.agents.wish[agent];
  if (wish === AgentWish.none) {
    setAgentState(s, agent, AgentState.ready);
    return;
  }
  s.agents.setIntent(agent, AgentWish.none, false);
  setAgentState(s, agent, wish === AgentWish.signOut ? AgentState.signedOut : AgentState.paused);
}
function startPauseAfter(s, agent, pauseMs) {
  if (pauseMs <= 0) {
    becomeFree(s, agent);
    return;
  }
  if (s.agents.state[agent] !== AgentState.reserved) setAgentState(s, agent, AgentState.reserved);
  startTimer(s, agent, AgentTimer.pauseAfterCall, s.now + pauseMs);
}
function signIn(s, agent) {
  if (s.agents.isSignedIn(agent)) return;
  s.agents.setIntent(agent, AgentWish.none, false);
  const turn = s.agents.turn[agent];
  if (turn === NONE) {
    setAgentState(s, agent, AgentState.ready);
    return;
  }
  s.agentTimers.delete(agent);
  setAgentState(s, agent, AgentState.reserved);
  s.out.showRecord(agent, s.turns.record[turn]);
  startTimer(s, agent, AgentTimer.formLoad, s.now + s.settings.formLoadMs);
}
function signOut(s, agent) {
  leave(s, agent, AgentWish.signOut);
}
function pause(s, agent) {
  leave(s, agent, AgentWish.pause);
}
function resume(s, agent) {
  s.agents.setIntent(agent, AgentWish.none, false);
  if (s.agents.state[agent] === AgentState.paused) setAgentState(s, agent, AgentState.ready);
}
function announceLeaving(s, agent, leaving) {
  s.agents.setIntent(agent, s.agents.wish[agent], leaving);
}
function endReadyHold(s, agent) {
  closeTurn(s, s.agents.turn[agent], ROWS.R10, "stopped");
}
function leave(s, agent, wish) {
  const { agents: agents2 } = s;
  switch (agents2.state[agent]) {
    case AgentState.signedOut:
      return;
    case AgentState.paused:
      if (wish === AgentWish.signOut) setAgentState(s, agent, AgentState.signedOut);
      return;
    case AgentState.ready:
      agents2.setIntent(agent, AgentWish.none, false);
      setAgentState(s, agent, wish === AgentWish.signOut ? AgentState.signedOut : AgentState.paused);
      return;
    default:
      if (wish === AgentWish.signOut && holdsUndialledRecord(s, agent)) leaveReadyRecord(s, agent);
      else agents2.setIntent(agent, wish, agents2.announced[agent] === 1);
  }
}
function holdsUndialledRecord(s, agent) {
  const turn = s.agents.turn[agent];
  return turn !== NONE && s.turns.dials[turn] === 0;
}
function leaveReadyRecord(s, agent) {
  const { readyHoldMs } = s.settings;
  s.heldDials = s.heldDials.filter((turn) => turn !== s.agents.turn[agent]);
  s.agentTimers.delete(agent);
  if (readyHoldMs === 0) endReadyHold(s, agent);
  else if (readyHoldMs !== null) startTimer(s, agent, AgentTimer.readyHold, s.now + readyHoldMs);
  setAgentState(s, agent, AgentState.signedOut);
}

// src/engine/records/numbers.ts
function nextNumber(records, record, from, tried, callInvalidNumbers) {
  const count2 = records.phoneCount[record];
  for (let step = 0; step < count2; step += 1) {
    const position = (from + step) % count2;
    if ((tried & 1 << position) === 0 && records.isDialable(record, position, callInvalidNumbers)) return position;
  }
  return NONE;
}
function hasDialableNumber(records, record, callInvalidNumbers) {
  return nextNumber(records, record, 0, 0, callInvalidNumbers) !== NONE;
}

// src/engine/turns/dialing.ts
function dialNext(s, turn) {
  const { records, turns, settings } = s;
  const record = turns.record[turn];
  const phone = nextNumber(records, record, records.numberIndex[record], turns.tried[turn], settings.callInvalidNumbers);
  if (phone === NONE) return "noNumber";
  if (!s.active || !s.zones.isOpen(records.zone[record])) return "notNow";
  if (!mayDialNow(s)) {
    s.heldDials.push(turn);
    return "held";
  }
  placeCall(s, turn, record, phone);
  return "dialled";
}
function mayDialNow(s) {
  return !isGateShut(s) && freeChannels(s) > 0 && startsRoom(s) > 0;
}
function isGateShut(s) {
  return s.settings.answeredGate && s.turns.waiting.length + s.turns.analysing.length > 0;
}
function freeChannels(s) {
  return s.channels - s.turns.callsInProgress;
}
function startsRoom(s) {
  const limit = s.options.startsPerSecond;
  if (limit === null) return NEVER;
  return s.startsSecond === Math.floor(s.now / SECOND_MS) ? limit - s.startsCount : limit;
}
function placeCall(s, turn, record, phone) {
  const { records, turns, now } = s;
  const dialNumber = records.dials[record] + 1;
  records.dials[record] = dialNumber;
  records.lastCalledAt[record] = now;
  const attempt = turns.beginAttempt(turn, phone, now);
  if (s.options.startsPerSecond !== null) countStart(s);
  s.out.dial(attempt, record, phone, dialNumber, turns.holder[turn]);
  if (turns.attended[turn] === 0) s.strategy.onAttemptStarted?.(now);
}
function countStart(s) {
  const second = Math.floor(s.now / SECOND_MS);
  if (s.startsSecond !== second) {
    s.startsSecond = second;
    s.startsCount = 0;
  }
  s.startsCount += 1;
}

// src/engine/pacing/pacingHistory.ts
var FIELD_COUNT = 10;
var RING_SECONDS = 3601;
var Tally = {
  ended: 0,
  persons: 1,
  machines: 2,
  ringMsOfEnded: 3,
  ringMsOfPersons: 4,
  dropped: 5,
  customerHangups: 6,
  handled: 7,
  talkMs: 8,
  wrapMs: 9
};
var PacingHistory = class {
  totals = new Float64Array(FIELD_COUNT);
  ring = new Float64Array(FIELD_COUNT * RING_SECONDS);
  dayStart = new Float64Array(FIELD_COUNT);
  /** The second whose beginning was copied last. */
  second = 0;
  begun = false;
  last60s = new WindowCounts(this.totals, this.ring, () => this.rowBefore(60));
  last900s = new WindowCounts(this.totals, this.ring, () => this.rowBefore(900));
  last1800s = new WindowCounts(this.totals, this.ring, () => this.rowBefore(1800));
  last3600s = new WindowCounts(this.totals, this.ring, () => this.rowBefore(3600));
  today = new WindowCounts(this.totals, this.dayStart, () => 0);
  campaign = new WindowCounts(this.totals, new Float64Array(FIELD_COUNT), () => 0);
  /** Moves to `now`: copies the totals at the beginning of every second that has begun since. */
  advance(now) {
    const second = Math.floor(now / SECOND_MS);
    if (!this.begun) {
      this.second = second;
      this.begun = true;
      return;
    }
    if (second <= this.second) return;
    const first = Math.max(this.second + 1, second - RING_SECONDS + 1);
    for (let each = first; each <= second; each += 1) this.ring.set(this.totals, each % RING_SECONDS * FIELD_COUNT);
    this.second = second;
  }
  add(field, amount) {
    this.totals[field] = this.totals[field] + amount;
  }
  /** A new local day has begun. */
  startDay() {
    this.dayStart.set(this.totals);
  }
  save() {
    return { totals: this.totals.slice(), ring: this.ring.slice(), dayStart: this.dayStart.slice(), second: this.second, begun: this.begun };
  }
  load(saved) {
    this.totals.set(saved.totals);
    this.ring.set(saved.ring);
    this.dayStart.set(saved.dayStart);
    this.second = saved.second;
    this.begun = saved.begun;
  }
  /** Where the totals of `seconds` ago stand in the ring. Seconds before the start hold zeros. */
  rowBefore(seconds2) {
    return ((this.second - seconds2) % RING_SECONDS + RING_SECONDS) % RING_SECONDS * FIELD_COUNT;
  }
};
var WindowCounts = class {
  totals;
  copies;
  row;
  constructor(totals, copies, row) {
    this.totals = totals;
    this.copies = copies;
    this.row = row;
  }
  get ended() {
    return this.since(Tally.ended);
  }
  get persons() {
    return this.since(Tally.persons);
  }
  get machines() {
    return this.since(Tally.machines);
  }
  get ringMsOfEnded() {
    return this.since(Tally.ringMsOfEnded);
  }
  get ringMsOfPersons() {
    return this.since(Tally.ringMsOfPersons);
  }
  get dropped() {
    return this.since(Tally.dropped);
  }
  get customerHangups() {
    return this.since(Tally.customerHangups);
  }
  get handled() {
    return this.since(Tally.handled);
  }
  get talkMs() {
    return this.since(Tally.talkMs);
  }
  get wrapMs() {
    return this.since(Tally.wrapMs);
  }
  since(field) {
    return this.totals[field] - this.copies[this.row() + field];
  }
};

// src/engine/records/statusBook.ts
var StatusBook = class {
  statuses;
  initial;
  automatic;
  constructor(statuses, settings) {
    this.statuses = statuses;
    this.initial = settings.initialStatusId === null ? NONE : this.indexOf(settings.initialStatusId);
    this.automatic = Object.fromEntries(TRIGGERS.map((trigger) => [trigger, this.claimant(trigger, settings)]));
  }
  /** The status that the trigger sets, or NONE. */
  automaticFor(trigger) {
    return trigger === null ? NONE : this.automatic[trigger];
  }
  get(index) {
    return this.statuses[index];
  }
  claimant(trigger, settings) {
    const own = settings.automaticStatus[trigger];
    if (own !== void 0) return own === null ? NONE : this.indexOf(own);
    return this.statuses.findLastIndex((status2) => status2.active && status2.setBy.includes(trigger));
  }
  indexOf(id) {
    const index = this.statuses.findIndex((status2) => status2.id === id);
    if (index === -1) throw new RangeError(`status '${id}' is not in the campaign; allowed: ${this.statuses.map((status2) => status2.id).join(", ")}`);
    return index;
  }
};
var TRIGGER_OF_OUTCOME = {
  answered: null,
  busy: "busy",
  noAnswer: "noAnswer",
  rejected: "noAnswer",
  machine: "machine",
  invalidNumber: "invalidNumber",
  customerHangup: "customerHangup",
  dropped: "dropped",
  unknown: null,
  congestion: "congestion",
  cancelled: null
};

// src/engine/turns/settle.ts
var GOES_ON = /* @__PURE__ */ new Set([Outcome.busy, Outcome.noAnswer, Outcome.rejected, Outcome.machine, Outcome.invalidNumber]);
var SAME_NUMBER = /* @__PURE__ */ new Set([
  Outcome.answered,
  Outcome.customerHangup,
  Outcome.dropped,
  Outcome.congestion,
  Outcome.cancelled,
  Outcome.unknown
]);
function afterAttempt(s, turn, outcome) {
  const { settings } = s;
  noteAttempt(s, turn, outcome);
  const isNextNow = settings.numberStrategy === "nextNow" && !isPromise(s, turn);
  const goesOn = GOES_ON.has(outcome) && settings.numberStrategy !== "onePerTurn";
  if (goesOn && !isNextNow) {
    const result = dialNext(s, turn);
    if (result === "dialled" || result === "held") return;
  }
  settleTurn(s, turn, goesOn && isNextNow);
}
function noteAttempt(s, turn, outcome) {
  const { records, turns, settings } = s;
  const record = turns.record[turn];
  const phone = turns.phone[turn];
  if (outcome === Outcome.invalidNumber) records.markInvalid(record, phone);
  if (outcome !== Outcome.congestion && outcome !== Outcome.cancelled) records.totalAttempts[record] = records.totalAttempts[record] + 1;
  const before = turns.outcome[turn];
  const isPassedOver = outcome === Outcome.cancelled || outcome === Outcome.invalidNumber && before !== Outcome.cancelled;
  if (before === NONE || !isPassedOver) turns.outcome[turn] = outcome;
  if (SAME_NUMBER.has(outcome)) records.numberIndex[record] = phone;
  else if (settings.mode !== "preview") records.numberIndex[record] = settings.numberStrategy === "onePerTurn" ? numberAfter(s, record, phone) : 0;
}
function endTurnUndialled(s, turn, isNumberMissing) {
  const holder = s.turns.holder[turn];
  if (s.turns.dials[turn] > 0) {
    if (s.settings.numberStrategy === "nextNow" && !isPromise(s, turn)) rescheduleUpdated(s, turn);
    else settleTurn(s, turn, false);
    return;
  }
  if (isNumberMissing) closeTurn(s, turn, ROWS.R07, "noNumber");
  else closeTurn(s, turn, holder === NONE ? ROWS.R11 : ROWS.R10, "stopped");
  if (holder !== NONE) startPauseAfter(s, holder, 0);
}
function settleTurn(s, turn, mayGoOn) {
  const { records, turns, settings } = s;
  const record = turns.record[turn];
  const holder = turns.holder[turn];
  const anyNumber = hasDialableNumber(records, record, settings.callInvalidNumbers);
  const outcome = turns.outcome[turn];
  const isPromiseTurn = isPromise(s, turn);
  if (outcome === Outcome.cancelled) {
    finish(s, turn, holder === NONE ? ROWS.R11 : ROWS.R10, "stopped");
    return;
  }
  const trigger = outcome === Outcome.invalidNumber && anyNumber ? null : TRIGGER_OF_OUTCOME[OUTCOMES[outcome]];
  const automatic = s.statuses.automaticFor(trigger);
  const isMissedPromise = isPromiseTurn && outcome !== Outcome.congestion && outcome !== Outcome.dropped && outcome !== Outcome.unknown;
  if (isMissedPromise && settings.missedPromise !== "retry") {
    if (settings.missedPromise === "agentDecides" && holder !== NONE) {
      startTimer(s, holder, AgentTimer.formSave, turns.endedAt[turn] + settings.formSaveMs);
      return;
    }
    setStatus(s, record, automatic);
    s.values.attempts = records.attempts[record];
    finish(s, turn, ROWS.R13, "promiseMissed");
    return;
  }
  setStatus(s, record, automatic);
  const status2 = automatic === NONE ? void 0 : s.statuses.get(automatic);
  if (status2 !== void 0) applyBlocks(s, turn, status2);
  const counts = s.countedOutcomes[outcome] === 1 && !isPromiseTurn;
  const reason = finalReason(s, record, status2);
  if (reason !== null) {
    s.values.attempts = records.attempts[record];
    finish(s, turn, ROWS.R13, reason);
    return;
  }
  const isRepeat = turns.actionAtStart[turn] === Action.rescheduledByDialer || settings.numberStrategy === "nextNow" && turns.dials[turn] > 1;
  const attempts = records.attempts[record] + (counts && isRepeat ? 1 : 0);
  if (counts && isRepeat) turns.counted[turn] = 1;
  records.attempts[record] = attempts;
  s.values.attempts = attempts;
  if (settings.maxTotalAttempts > 0 && records.totalAttempts[record] >= settings.maxTotalAttempts) {
    finish(s, turn, ROWS.R13, "maxTotalAttempts");
    return;
  }
  if (outcome === Outcome.congestion) {
    s.values.nextCallAt = turns.endedAt[turn] + delayAfter(s, outcome, attempts);
    finish(s, turn, ROWS.R15, null);
    return;
  }
  if (counts && attempts >= settings.maxRepeatAttempts) {
    finish(s, turn, ROWS.R13, "maxRepeatAttempts");
    return;
  }
  if (mayGoOn) {
    const result = dialNext(s, turn);
    if (result === "dialled" || result === "held") return;
  }
  reschedule(s, turn, outcome, attempts, status2, isPromiseTurn);
}
function rescheduleUpdated(s, turn) {
  const outcome = s.turns.outcome[turn];
  const status2 = s.statuses.get(s.statuses.automaticFor(TRIGGER_OF_OUTCOME[OUTCOMES[outcome]]));
  reschedule(s, turn, outcome, s.records.attempts[s.turns.record[turn]], status2, false);
}
function reschedule(s, turn, outcome, attempts, status2, isPromiseTurn) {
  const { records, turns, settings, values } = s;
  const record = turns.record[turn];
  const holder = turns.holder[turn];
  const endedAt = turns.endedAt[turn];
  const assigns = settings.mode === "progressive" && settings.dialerRescheduleAssigns && holder !== NONE;
  values.attempts = attempts;
  values.nextCallAt = endedAt + delayAfter(s, outcome, attempts);
  values.retryProgressive = status2?.systemStatus === "callProgressive" && settings.mode === "predictive";
  values.hardOwner = assigns ? holder : records.hardOwner[record];
  values.softOwner = isPromiseTurn && !assigns ? records.softOwner[record] : NONE;
  if (outcome === Outcome.dropped && !values.retryProgressive && settings.dropLockoutMs > 0) records.blockedUntil[record] = endedAt + settings.dropLockoutMs;
  finish(s, turn, ROWS.R12, null);
}
function finish(s, turn, row, reason) {
  const holder = s.turns.holder[turn];
  closeTurn(s, turn, row, reason);
  if (holder !== NONE) startPauseAfter(s, holder, s.settings.pauseAfterUnansweredMs);
}
function finalReason(s, record, status2) {
  if (status2 !== void 0 && (status2.blocks === "record" || status2.finalUntilRecycled || status2.systemStatus === "doNotCall")) return "status";
  return hasDialableNumber(s.records, record, s.settings.callInvalidNumbers) ? null : "noNumber";
}
function applyBlocks(s, turn, status2) {
  const record = s.turns.record[turn];
  if (status2.blocks === "record") s.records.blockedUntil[record] = NEVER;
  else if (status2.blocks === "number") s.records.blockNumber(s.records.numberAt(record, s.turns.phone[turn]), true);
}
function delayAfter(s, outcome, attempts) {
  const { attemptDelayMs, outcomeDelayMs } = s.settings;
  const own = outcome === null ? void 0 : outcomeDelayMs[OUTCOMES[outcome]];
  return own ?? attemptDelayMs[Math.min(attempts, attemptDelayMs.length - 1)];
}
function setStatus(s, record, status2) {
  if (status2 !== NONE) s.records.status[record] = status2;
}
function isPromise(s, turn) {
  return s.turns.actionAtStart[turn] === Action.rescheduledByAgent;
}
function numberAfter(s, record, phone) {
  const following = nextNumber(s.records, record, phone + 1, 0, s.settings.callInvalidNumbers);
  return following === NONE ? 0 : following;
}

// src/base/serialMap.ts
var SerialMap = class {
  count = 0;
  bits;
  mask;
  shift;
  keys;
  values;
  /** @param capacity keys that fit before the first growth */
  constructor(capacity = 64) {
    this.bits = Math.max(3, Math.ceil(Math.log2(capacity * 2)));
    this.mask = (1 << this.bits) - 1;
    this.shift = 32 - this.bits;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
  }
  get size() {
    return this.count;
  }
  /** The value of `key`, or -1 when it is not in the map. */
  get(key) {
    const keys = this.keys;
    let place2 = Math.imul(key, GOLDEN) >>> this.shift;
    for (; ; ) {
      const found = keys[place2];
      if (found === key) return this.values[place2];
      if (found === EMPTY) return -1;
      place2 = place2 + 1 & this.mask;
    }
  }
  /** Sets the value of `key`, new or not. */
  set(key, value) {
    if (this.count * 2 > this.mask) this.grow();
    const keys = this.keys;
    let place2 = Math.imul(key, GOLDEN) >>> this.shift;
    for (; ; ) {
      const found = keys[place2];
      if (found === EMPTY) {
        keys[place2] = key;
        this.count++;
        break;
      }
      if (found === key) break;
      place2 = place2 + 1 & this.mask;
    }
    this.values[place2] = value;
  }
  /** Takes `key` out; false when it was not in. */
  delete(key) {
    const keys = this.keys;
    const values = this.values;
    const mask = this.mask;
    let hole = Math.imul(key, GOLDEN) >>> this.shift;
    while (keys[hole] !== key) {
      if (keys[hole] === EMPTY) return false;
      hole = hole + 1 & mask;
    }
    for (let place2 = hole + 1 & mask; keys[place2] !== EMPTY; place2 = place2 + 1 & mask) {
      const home = Math.imul(keys[place2], GOLDEN) >>> this.shift;
      if ((place2 - home & mask) >= (place2 - hole & mask)) {
        keys[hole] = keys[place2];
        values[hole] = values[place2];
        hole = place2;
      }
    }
    keys[hole] = EMPTY;
    this.count--;
    return true;
  }
  grow() {
    const keys = this.keys;
    const values = this.values;
    this.bits++;
    this.mask = (1 << this.bits) - 1;
    this.shift = 32 - this.bits;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
    this.count = 0;
    for (let place2 = 0; place2 < keys.length; place2++) {
      if (keys[place2] !== EMPTY) this.set(keys[place2], values[place2]);
    }
  }
};
var EMPTY = -1;
var GOLDEN = 2654435761 | 0;

// src/engine/turns/turnTable.ts
var CallState = { idle: 0, ringing: 1, analysing: 2, waiting: 3, talking: 4 };
var COLUMNS3 = [
  "record",
  "holder",
  "attended",
  "startedAt",
  "actionAtStart",
  "promisedAt",
  "firstDialAt",
  "byHand",
  "chosen",
  "phone",
  "number",
  "tried",
  "dials",
  "outcome",
  "counted",
  "attempt",
  "callState",
  "dialledAt",
  "answeredAt",
  "greetingStartAt",
  "greetingEndAt",
  "offeredAt",
  "agentAt",
  "endedAt",
  "next",
  "previous"
];
var TurnTable = class {
  record = new Int32Array(16);
  /** The agent who holds the turn, or NONE. */
  holder = new Int32Array(16);
  /** 1: the agent held it before the customer was dialled. */
  attended = new Uint8Array(16);
  startedAt = new Float64Array(16);
  actionAtStart = new Uint8Array(16);
  /** For promise turns, the promised time; else UNSET. */
  promisedAt = new Float64Array(16);
  firstDialAt = new Float64Array(16);
  /** 1: the agent dials this turn himself, as in preview. */
  byHand = new Uint8Array(16);
  /** Position of the number that the agent chose and that waits to be dialled, or NONE. */
  chosen = new Int8Array(16);
  /** Position of the number being or last dialled. */
  phone = new Uint8Array(16);
  /** That number itself, which editing the record does not change. */
  number = new Int32Array(16);
  /** Bit per position already dialled in this turn. */
  tried = new Uint32Array(16);
  dials = new Uint16Array(16);
  /** Outcome of the turn so far (N6), or NONE. */
  outcome = new Int8Array(16);
  counted = new Uint8Array(16);
  /** Serial number of the present attempt, or NONE. */
  attempt = new Int32Array(16);
  callState = new Uint8Array(16);
  dialledAt = new Float64Array(16);
  answeredAt = new Float64Array(16);
  greetingStartAt = new Float64Array(16);
  greetingEndAt = new Float64Array(16);
  /** When a person was first offered to the agents. */
  offeredAt = new Float64Array(16);
  agentAt = new Float64Array(16);
  /** When the last attempt ended. */
  endedAt = new Float64Array(16);
  /** The queue of waiting calls, as a linked list. */
  next = new Int32Array(16);
  previous = new Int32Array(16);
  /** Unattended calls by state, for pacing. */
  ringing = new MemberList((turn) => this.dialledAt[turn]);
  analysing = new MemberList((turn) => this.answeredAt[turn]);
  waiting = new MemberList((turn) => this.offeredAt[turn]);
  /** Calls from dial to end, all modes: what channels are taken by. */
  callsInProgress = 0;
  /** Turns under way, of every kind. */
  openCount = 0;
  rowCount = 0;
  freeRows = new Int32Array(16);
  freeCount = 0;
  nextAttempt = 0;
  waitingHead = NONE;
  waitingTail = NONE;
  byAttempt = new SerialMap();
  open(record, holder, actionAtStart, promisedAt, now, byHand) {
    const turn = this.freeCount > 0 ? this.freeRows[--this.freeCount] : this.newRow();
    this.openCount += 1;
    this.record[turn] = record;
    this.holder[turn] = holder;
    this.attended[turn] = holder === NONE ? 0 : 1;
    this.startedAt[turn] = now;
    this.actionAtStart[turn] = actionAtStart;
    this.promisedAt[turn] = promisedAt;
    this.firstDialAt[turn] = UNSET;
    this.byHand[turn] = byHand ? 1 : 0;
    this.chosen[turn] = NONE;
    this.number[turn] = NONE;
    this.tried[turn] = 0;
    this.dials[turn] = 0;
    this.outcome[turn] = NONE;
    this.counted[turn] = 0;
    this.attempt[turn] = NONE;
    this.callState[turn] = CallState.idle;
    return turn;
  }
  close(turn) {
    this.openCount -= 1;
    this.record[turn] = NONE;
    if (this.freeCount === this.freeRows.length) growColumns(this, ["freeRows"], this.freeCount * 2);
    this.freeRows[this.freeCount] = turn;
    this.freeCount += 1;
  }
  /** Begins an attempt to the number at a position. Returns its serial number. */
  beginAttempt(turn, phone, number, now) {
    const attempt = this.nextAttempt;
    this.nextAttempt += 1;
    this.byAttempt.set(attempt, turn);
    this.attempt[turn] = attempt;
    this.phone[turn] = phone;
    this.number[turn] = number;
    this.tried[turn] = this.tried[turn] | 1 << phone;
    this.dials[turn] = this.dials[turn] + 1;
    if (this.firstDialAt[turn] === UNSET) this.firstDialAt[turn] = now;
    this.dialledAt[turn] = now;
    this.answeredAt[turn] = UNSET;
    this.greetingStartAt[turn] = UNSET;
    this.greetingEndAt[turn] = UNSET;
    this.offeredAt[turn] = UNSET;
    this.agentAt[turn] = UNSET;
    this.callsInProgress += 1;
    this.enter(turn, CallState.ringing);
    return attempt;
  }
  endAttempt(turn, now) {
    this.byAttempt.delete(this.attempt[turn]);
    this.enter(turn, CallState.idle);
    this.attempt[turn] = NONE;
    this.endedAt[turn] = now;
    this.callsInProgress -= 1;
  }
  /** The turn in which this attempt is being made, or NONE. */
  turnOf(attempt) {
    return this.byAttempt.get(attempt);
  }
  /** Moves the present attempt to a state; lists and the waiting queue follow. */
  enter(turn, state) {
    const isListed = this.attended[turn] === 0;
    switch (this.callState[turn]) {
      case CallState.ringing:
        if (isListed) this.ringing.remove(turn);
        break;
      case CallState.analysing:
        if (isListed) this.analysing.remove(turn);
        break;
      case CallState.waiting:
        this.waiting.remove(turn);
        this.unlink(turn);
        break;
      default:
        break;
    }
    this.callState[turn] = state;
    switch (state) {
      case CallState.ringing:
        if (isListed) this.ringing.add(turn);
        break;
      case CallState.analysing:
        if (isListed) this.analysing.add(turn);
        break;
      case CallState.waiting:
        this.waiting.add(turn);
        this.link(turn);
        break;
      default:
        break;
    }
  }
  /** The turn whose customer has waited longest, or NONE. */
  firstWaiting() {
    return this.waitingHead;
  }
  /** The turn that a record is in, or NONE. Looks through the turns under way: not for the hot path. */
  turnOfRecord(record) {
    for (let turn = 0; turn < this.rowCount; turn += 1) if (this.record[turn] === record) return turn;
    return NONE;
  }
  save() {
    const attempts = [];
    for (let turn = 0; turn < this.rowCount; turn += 1) if (this.record[turn] !== NONE && this.attempt[turn] !== NONE) attempts.push(turn);
    return {
      columns: saveColumns(this, COLUMNS3, this.rowCount),
      rowCount: this.rowCount,
      freeRows: Array.from(this.freeRows.subarray(0, this.freeCount)),
      nextAttempt: this.nextAttempt,
      waitingQueue: [this.waitingHead, this.waitingTail],
      callsInProgress: this.callsInProgress,
      openCount: this.openCount,
      ringing: this.ringing.save(),
      analysing: this.analysing.save(),
      waiting: this.waiting.save(),
      withAttempt: attempts
    };
  }
  load(saved) {
    this.rowCount = saved.rowCount;
    loadColumns(this, COLUMNS3, saved.columns, Math.max(16, saved.rowCount));
    this.freeRows = new Int32Array(Math.max(16, saved.freeRows.length));
    this.freeRows.set(saved.freeRows);
    this.freeCount = saved.freeRows.length;
    this.nextAttempt = saved.nextAttempt;
    [this.waitingHead, this.waitingTail] = saved.waitingQueue;
    this.callsInProgress = saved.callsInProgress;
    this.openCount = saved.openCount;
    this.ringing.load(saved.ringing);
    this.analysing.load(saved.analysing);
    this.waiting.load(saved.waiting);
    this.byAttempt = new SerialMap();
    for (const turn of saved.withAttempt) this.byAttempt.set(this.attempt[turn], turn);
  }
  newRow() {
    if (this.rowCount === this.record.length) growColumns(this, COLUMNS3, this.rowCount * 2);
    this.rowCount += 1;
    return this.rowCount - 1;
  }
  link(turn) {
    this.previous[turn] = this.waitingTail;
    this.next[turn] = NONE;
    if (this.waitingTail === NONE) this.waitingHead = turn;
    else this.next[this.waitingTail] = turn;
    this.waitingTail = turn;
  }
  unlink(turn) {
    const before = this.previous[turn];
    const after = this.next[turn];
    if (before === NONE) this.waitingHead = after;
    else this.next[before] = after;
    if (after === NONE) this.waitingTail = before;
    else this.previous[after] = before;
  }
};

// src/engine/turns/attemptFlow.ts
var OUTCOME_OF_CAUSE = {
  busy: Outcome.busy,
  noAnswer: Outcome.noAnswer,
  rejected: Outcome.rejected,
  invalidNumber: Outcome.invalidNumber,
  congestion: Outcome.congestion,
  unknown: Outcome.unknown,
  cancelled: Outcome.cancelled,
  customerHangup: Outcome.noAnswer,
  agentHangup: Outcome.cancelled
};
function attemptAnswered(s, attempt, verdict) {
  const turn = s.turns.turnOf(attempt);
  if (turn === NONE || s.turns.callState[turn] !== CallState.ringing) {
    s.lateFacts += 1;
    return;
  }
  s.turns.answeredAt[turn] = s.now;
  if (verdict === "pending") s.turns.enter(turn, CallState.analysing);
  else if (verdict === "machine") endMachine(s, turn);
  else offer(s, turn);
}
function attemptClassified(s, attempt, machine, greetingStartAt, greetingEndAt) {
  const turn = s.turns.turnOf(attempt);
  if (turn === NONE || s.turns.callState[turn] !== CallState.analysing) {
    s.lateFacts += 1;
    return;
  }
  s.turns.greetingStartAt[turn] = greetingStartAt;
  s.turns.greetingEndAt[turn] = greetingEndAt;
  if (machine) endMachine(s, turn);
  else offer(s, turn);
}
function attemptEnded(s, attempt, cause) {
  const { turns } = s;
  const turn = turns.turnOf(attempt);
  if (turn === NONE) {
    s.lateFacts += 1;
    return;
  }
  switch (turns.callState[turn]) {
    case CallState.talking:
      endTalk(s, turn);
      return;
    case CallState.ringing:
      endUnanswered(s, turn, OUTCOME_OF_CAUSE[cause]);
      return;
    default:
      endBeforeAgent(s, turn, cause);
  }
}
function connect(s, turn, agent) {
  const { turns, records, agents: agents2 } = s;
  s.dropTimers.delete(turn);
  turns.enter(turn, CallState.talking);
  turns.agentAt[turn] = s.now;
  s.ledger.settled(answeredCall(s, turn));
  const record = turns.record[turn];
  const isUnattended = turns.holder[turn] === NONE;
  if (isUnattended) {
    turns.holder[turn] = agent;
    agents2.turn[agent] = turn;
    applyRow(records, record, ROWS.R09, s.values);
  }
  s.out.connect(turns.attempt[turn], agent);
  setAgentState(s, agent, AgentState.talking);
}
function drop(s, turn) {
  const { turns, now } = s;
  s.dropTimers.delete(turn);
  s.out.drop(turns.attempt[turn]);
  s.ledger.settled(answeredCall(s, turn, now));
  s.history.add(Tally.dropped, 1);
  s.strategy.onDropped?.(now, now - turns.offeredAt[turn]);
  finishAttempt(s, turn, Outcome.dropped);
  afterAttempt(s, turn, Outcome.dropped);
}
function offer(s, turn) {
  const { turns, now, history } = s;
  const ringMs = turns.answeredAt[turn] - turns.dialledAt[turn];
  turns.offeredAt[turn] = now;
  if (turns.attended[turn] === 1) {
    s.ledger.offered();
    connect(s, turn, turns.holder[turn]);
    return;
  }
  history.add(Tally.ended, 1);
  history.add(Tally.ringMsOfEnded, ringMs);
  history.add(Tally.persons, 1);
  history.add(Tally.ringMsOfPersons, ringMs);
  s.ledger.offered();
  s.strategy.onAttemptAnswered?.(now, ringMs);
  const agent = turns.waiting.length === 0 ? s.agents.firstFree() : NONE;
  if (agent !== NONE) {
    connect(s, turn, agent);
    return;
  }
  turns.enter(turn, CallState.waiting);
  const deadline = dropDeadline(s, turn);
  if (deadline <= now) drop(s, turn);
  else s.dropTimers.set(turn, deadline);
}
function dropDeadline(s, turn) {
  const { turns, settings } = s;
  const observed = settings.dropLimitFrom === "greetingStart" ? turns.greetingStartAt[turn] : settings.dropLimitFrom === "greetingEnd" ? turns.greetingEndAt[turn] : settings.dropLimitFrom === "verdict" ? turns.offeredAt[turn] : UNSET;
  if (observed !== UNSET) return observed + settings.dropLimitMs;
  const wasAnalysed = settings.dropLimitFrom !== "connected" && turns.offeredAt[turn] > turns.answeredAt[turn];
  return (wasAnalysed ? turns.offeredAt[turn] : turns.answeredAt[turn]) + settings.dropLimitMs;
}
function endMachine(s, turn) {
  const { turns, history } = s;
  s.out.hangUp(turns.attempt[turn]);
  if (turns.attended[turn] === 0) {
    const ringMs = turns.answeredAt[turn] - turns.dialledAt[turn];
    history.add(Tally.ended, 1);
    history.add(Tally.ringMsOfEnded, ringMs);
    history.add(Tally.machines, 1);
  }
  s.ledger.machine();
  finishAttempt(s, turn, Outcome.machine);
  afterAttempt(s, turn, Outcome.machine);
}
function endUnanswered(s, turn, outcome) {
  if (s.turns.attended[turn] === 0) {
    s.history.add(Tally.ended, 1);
    s.history.add(Tally.ringMsOfEnded, s.now - s.turns.dialledAt[turn]);
  }
  finishAttempt(s, turn, outcome);
  afterAttempt(s, turn, outcome);
}
function endBeforeAgent(s, turn, cause) {
  const { turns, now, history } = s;
  const isLost = cause === "unknown";
  if (turns.callState[turn] === CallState.analysing && turns.attended[turn] === 0) {
    history.add(Tally.ended, 1);
    history.add(Tally.ringMsOfEnded, turns.answeredAt[turn] - turns.dialledAt[turn]);
  }
  s.dropTimers.delete(turn);
  if (!isLost) {
    s.ledger.settled(answeredCall(s, turn, UNSET, now));
    history.add(Tally.customerHangups, 1);
  }
  const outcome = isLost ? Outcome.unknown : Outcome.customerHangup;
  finishAttempt(s, turn, outcome);
  afterAttempt(s, turn, outcome);
}
function endTalk(s, turn) {
  const agent = s.turns.holder[turn];
  finishAttempt(s, turn, Outcome.answered);
  noteAttempt(s, turn, Outcome.answered);
  setAgentState(s, agent, AgentState.wrapping);
  startTimer(s, agent, AgentTimer.formSave, s.now + s.settings.formSaveMs);
}
function finishAttempt(s, turn, outcome) {
  const { turns, now } = s;
  const attempt = turns.attempt[turn];
  const resolvedAt = turns.answeredAt[turn] === UNSET ? now : turns.answeredAt[turn];
  turns.endAttempt(turn, now);
  s.out.attemptOver(attempt, OUTCOMES[outcome]);
  s.ledger.ended();
  if (turns.attended[turn] === 0) s.strategy.onAttemptEnded?.(now, OUTCOMES[outcome], resolvedAt - turns.dialledAt[turn]);
}
function answeredCall(s, turn, droppedAt = UNSET, hangupAt = UNSET) {
  const { turns, callFacts: facts } = s;
  facts.connectedAt = turns.answeredAt[turn];
  facts.greetingStartAt = turns.greetingStartAt[turn];
  facts.greetingEndAt = turns.greetingEndAt[turn];
  facts.agentAt = turns.agentAt[turn];
  facts.droppedAt = droppedAt;
  facts.hangupAt = hangupAt;
  return facts;
}

// src/engine/cycle.ts
function runCycle(s, plan, view) {
  if (s.reviewAt <= s.now) s.reviewAt = NEVER;
  s.index.advance(s.now);
  connectWaiting(s);
  if (!s.active) return;
  if (s.heldDials.length > 0) resumeHeldDials(s);
  if (isGateShut(s)) return;
  s.starved = false;
  hideOwners(s, plan);
  agentPass(s, plan);
  if (plan.queueBuckets.length > 0) queuePass(s, plan, view);
}
function connectWaiting(s) {
  for (; ; ) {
    const turn = s.turns.firstWaiting();
    const agent = turn === NONE ? NONE : s.agents.firstFree();
    if (agent === NONE) return;
    connect(s, turn, agent);
  }
}
function resumeHeldDials(s) {
  const held = s.heldDials;
  s.heldDials = [];
  for (const turn of held) {
    const result = dialNext(s, turn);
    if (result === "noNumber" || result === "notNow") endTurnUndialled(s, turn, result === "noNumber");
  }
}
function agentPass(s, plan) {
  let agent = s.agents.firstFree();
  if (agent === NONE) return;
  const isBlocked = isQueueBlocked(s, plan);
  const buckets = isBlocked ? plan.queueBlocking : plan.agentBuckets;
  while (agent !== NONE) {
    const following = s.agents.nextFree(agent);
    const isServed = serveAgent(s, buckets, agent, isBlocked);
    if (!isServed && plan.queueBuckets.length === 0) s.starved = true;
    agent = following;
  }
}
function serveAgent(s, buckets, agent, ownOnly) {
  for (const bucket3 of buckets) {
    for (; ; ) {
      if (ownOnly && !s.index.hasPersonal(bucket3, agent)) break;
      const record = s.index.first(bucket3, agent);
      if (record === NONE) break;
      if (!hasDialableNumber(s.records, record, s.settings.callInvalidNumbers)) {
        finishWithoutNumber(s, record);
        continue;
      }
      load(s, record, agent);
      return true;
    }
  }
  return false;
}
function load(s, record, agent) {
  const turn = openTurn(s, record, agent);
  setAgentState(s, agent, AgentState.reserved);
  s.out.showRecord(agent, record);
  if (s.settings.formLoadMs > 0) {
    startTimer(s, agent, AgentTimer.formLoad, s.now + s.settings.formLoadMs);
    return;
  }
  const result = dialNext(s, turn);
  if (result === "noNumber" || result === "notNow") endTurnUndialled(s, turn, result === "noNumber");
}
function finishWithoutNumber(s, record) {
  s.index.withdraw(record);
  changeRecord(s, record, ROWS.R07, "change", "noNumber");
  s.index.admit(record, s.now);
}
function isQueueBlocked(s, plan) {
  if (s.index.personalCount === 0) return false;
  return plan.queueBlocking.some((bucket3) => {
    for (const owner of s.index.ownersOf(bucket3)) if (s.agents.isSignedIn(owner) && s.index.hasPersonal(bucket3, owner)) return true;
    return false;
  });
}
function hideOwners(s, plan) {
  if (plan.agentBlocking.length === 0 || s.index.personalCount === 0 && !s.hasHidden) return;
  s.hasHidden = false;
  for (let agent = 0; agent < s.agents.count; agent += 1) {
    const hides = plan.agentBlocking.some((bucket3) => s.index.hasPersonal(bucket3, agent));
    s.agents.hide(agent, hides);
    if (hides) s.hasHidden = true;
  }
}
function queuePass(s, plan, view) {
  s.reviewAt = NEVER;
  const hasDue = firstOfQueue(s, plan) !== NONE;
  if (!hasDue && !s.zones.isOpen(s.options.campaignZone)) return;
  const wanted = s.strategy.dialCount(view);
  if (!(Number.isInteger(wanted) && wanted >= 0)) {
    throw new Error(`bug: strategy ${s.strategy.id} asked for ${wanted} dials; allowed: whole numbers from 0`);
  }
  if (wanted > 0) place(s, plan, view, wanted);
  else if (!hasDue) s.starved = true;
  const reviewAt = s.strategy.nextReviewAt?.(view) ?? NEVER;
  if (reviewAt < s.reviewAt) s.reviewAt = reviewAt;
}
function place(s, plan, view, wanted) {
  let room = clip(s, wanted, capPerAgent(s, view), "callsPerAgent");
  room = clip(s, room, guardRoom(s, view), "guard");
  room = clip(s, room, freeChannels(s), "channels");
  const starts = startsRoom(s);
  if (room > starts) s.reviewAt = (Math.floor(s.now / SECOND_MS) + 1) * SECOND_MS;
  room = clip(s, room, starts, "starts");
  if (room > 0 && isQueueBlocked(s, plan)) return;
  while (room > 0) {
    const record = firstOfQueue(s, plan);
    if (record === NONE) {
      s.starved = true;
      s.out.clipped("due", room);
      return;
    }
    if (!hasDialableNumber(s.records, record, s.settings.callInvalidNumbers)) {
      finishWithoutNumber(s, record);
      continue;
    }
    dialNext(s, openTurn(s, record, NONE));
    room -= 1;
    if (!mayDialNow(s) && room > 0) return;
  }
}
function clip(s, wanted, room, cause) {
  if (wanted <= room) return wanted;
  const placed = Math.max(0, room);
  s.out.clipped(cause, wanted - placed);
  return placed;
}
function capPerAgent(s, view) {
  const { callsPerAgent } = s.settings;
  return callsPerAgent === null ? NEVER : Math.floor(callsPerAgent * view.ready) - pendingCalls(view);
}
function guardRoom(s, view) {
  const { guard } = s.settings;
  if (guard === "off") return NEVER;
  for (const window2 of view.windows) {
    if (window2.answered < 50) continue;
    const isOver = window2.abandoned > window2.limit * window2.answered;
    if (guard === "strict" ? isOver : isOver || wouldGoOver(window2)) return view.ready - pendingCalls(view);
  }
  return NEVER;
}
function wouldGoOver(window2) {
  const { diallingMs, diallingMsLeft } = window2;
  const share = diallingMs >= NEVER || diallingMs <= 0 ? 1 : Math.max(0.01, 1 - diallingMsLeft / diallingMs);
  return window2.abandoned + 1 > window2.limit * (window2.answered / share);
}
function firstOfQueue(s, plan) {
  for (const bucket3 of plan.queueBuckets) {
    const record = s.index.first(bucket3, NONE);
    if (record !== NONE) return record;
  }
  return NONE;
}

// src/engine/pacing/dialerView.ts
var DialerView = class {
  readySince;
  talkingSince;
  wrappingSince;
  handlingSince;
  ringingSince;
  analysingSince;
  waitingSince;
  last60s;
  last900s;
  last1800s;
  last3600s;
  today;
  campaign;
  windows;
  startsPerSecond;
  ringLimitMs;
  dropLimitMs;
  s;
  reservedAgents;
  pausedAgents;
  queueBuckets;
  constructor(s) {
    this.s = s;
    const { agents: agents2, turns, history, settings, options } = s;
    this.readySince = agents2.inState(AgentState.ready);
    this.talkingSince = agents2.inState(AgentState.talking);
    this.wrappingSince = agents2.inState(AgentState.wrapping);
    this.handlingSince = agents2.handlingSince();
    this.reservedAgents = agents2.inState(AgentState.reserved);
    this.pausedAgents = agents2.inState(AgentState.paused);
    this.ringingSince = turns.ringing;
    this.analysingSince = turns.analysing;
    this.waitingSince = turns.waiting;
    this.last60s = history.last60s;
    this.last900s = history.last900s;
    this.last1800s = history.last1800s;
    this.last3600s = history.last3600s;
    this.today = history.today;
    this.campaign = history.campaign;
    this.windows = s.ledger.windows;
    this.startsPerSecond = options.startsPerSecond ?? NEVER;
    this.ringLimitMs = settings.ringLimitMs ?? NEVER;
    this.dropLimitMs = settings.dropLimitMs;
    this.queueBuckets = options.policy.buckets.flatMap((bucket3, index) => bucket3.scope === "queue" ? [index] : []);
  }
  get now() {
    return this.s.now;
  }
  get callingWindowEndsAt() {
    return this.s.zones.closesAt(this.s.options.campaignZone);
  }
  get localMinuteOfDay() {
    return this.s.zones.localMinuteOfDay(this.s.options.campaignZone);
  }
  get ready() {
    return this.readySince.length;
  }
  get reserved() {
    return this.reservedAgents.length;
  }
  get talking() {
    return this.talkingSince.length;
  }
  get wrapping() {
    return this.wrappingSince.length;
  }
  get paused() {
    return this.pausedAgents.length;
  }
  get leaving() {
    return this.s.agents.leavingCount;
  }
  get freeChannels() {
    return freeChannels(this.s);
  }
  get startsRoom() {
    return startsRoom(this.s);
  }
  get nextDueAt() {
    return this.s.index.nextChangeAt();
  }
  /** Records that the queue could call now. */
  get dueNow() {
    let count2 = 0;
    for (const bucket3 of this.queueBuckets) count2 += this.s.index.readyCount(bucket3);
    return count2;
  }
};

// src/engine/records/recordFlow.ts
function createRecord(s, event) {
  const { records } = s;
  const record = records.create(event);
  if (event.action === "callImmediately") records.nextCallAt[record] = s.now;
  if (event.action === "done") records.nextCallAt[record] = UNSET;
  if (event.hardOwner !== NONE || event.action === "done" || records.nextCallAt[record] === UNSET) records.softOwner[record] = NONE;
  if (event.status === NONE) records.status[record] = s.statuses.initial;
  s.index.admit(record, s.now);
}
function setAction(s, event) {
  const { records } = s;
  const record = event.record;
  const row = ROW_OF_ACTION[event.action];
  if (row === void 0) return "actionNotSettable";
  const refusal = refusalOf(s, record, "setAction") ?? timeProblem(s, record, event);
  if (refusal !== null) return refusal;
  const turn = records.action[record] === Action.ready ? s.turns.turnOfRecord(record) : NONE;
  const holder = turn === NONE ? NONE : s.turns.holder[turn];
  const changes = turn !== NONE || records.action[record] !== row.to;
  s.values.nextCallAt = event.action === "callImmediately" ? s.now : event.nextCallAt;
  s.values.softOwner = softOwnerAfter(s, event);
  const attempts = changes ? 0 : records.attempts[record];
  const effective = { ...row, attempts: "given" };
  s.values.attempts = attempts;
  const reason = "user";
  if (turn !== NONE) {
    closeTurn(s, turn, effective, reason);
    if (s.agents.isSignedIn(holder)) startPauseAfter(s, holder, 0);
  } else {
    rewrite(s, record, effective, "change", reason);
  }
  return null;
}
function setOwner(s, record, agent) {
  const refusal = refusalOf(s, record, "setOwner");
  if (refusal !== null) return refusal;
  s.values.hardOwner = agent;
  if (s.records.action[record] !== Action.ready) {
    rewrite(s, record, ROWS.R27, "assign", null);
    return null;
  }
  if (s.turns.holder[s.turns.turnOfRecord(record)] !== agent) return "recordInUse";
  changeRecord(s, record, ROWS.R27, "assign", null);
  return null;
}
function clearOwner(s, record) {
  return refusalOf(s, record, "clearOwner") ?? rewrite(s, record, ROWS.R28, "assign", null);
}
function setStatus2(s, record, index) {
  const refusal = refusalOf(s, record, "setStatus");
  if (refusal !== null) return refusal;
  if (!s.records.hasFlag(record, RecordFlag.hasCallActivity)) return "noActivity";
  const status2 = s.statuses.get(index);
  if (status2 === void 0) return "statusNotInCampaign";
  if (!status2.active) return "statusInactive";
  s.index.withdraw(record);
  s.records.status[record] = index;
  appendChange(s, record);
  s.index.admit(record, s.now);
  return null;
}
function moveRecord(s, event) {
  const refusal = refusalOf(s, event.record, "move");
  if (refusal !== null) return refusal;
  if (event.recordType === s.options.recordType && event.database >= s.options.databases.length) return "databaseMismatch";
  s.index.withdraw(event.record);
  s.records.recordType[event.record] = event.recordType;
  s.records.database[event.record] = event.database;
  appendChange(s, event.record);
  s.index.admit(event.record, s.now);
  return null;
}
function blockRecord(s, record, blocked) {
  const refusal = refusalOf(s, record, blocked ? "block" : "unblock");
  if (refusal !== null) return refusal;
  s.index.withdraw(record);
  s.records.blockedUntil[record] = blocked ? NEVER : UNSET;
  changeRecord(s, record, blocked ? ROWS.R32 : ROWS.R33, "change", blocked ? "user" : null);
  s.index.admit(record, s.now);
  return null;
}
function deleteRecord(s, record) {
  const refusal = refusalOf(s, record, "delete");
  if (refusal !== null) return refusal;
  s.index.withdraw(record);
  s.records.setFlag(record, RecordFlag.deleted, true);
  return null;
}
function switchDatabase(s, database2, active) {
  s.databaseActive[database2] = active ? 1 : 0;
  for (let record = 0; record < s.records.length; record += 1) {
    if (s.records.database[record] !== database2) continue;
    s.index.withdraw(record);
    s.index.admit(record, s.now);
  }
}
function standingOf(s, record) {
  const { records, turns } = s;
  if (records.action[record] === Action.done) return "done";
  if (!records.hasFlag(record, RecordFlag.inTurn)) return "open";
  if (records.action[record] !== Action.ready) return "unattended";
  return turns.dials[turns.turnOfRecord(record)] === 0 ? "readyUndialled" : "ready";
}
function refusalOf(s, record, event) {
  if (record < 0 || record >= s.records.length || s.records.hasFlag(record, RecordFlag.deleted)) return "noSuchRecord";
  const standing = standingOf(s, record);
  return LEGAL_STANDINGS[event].includes(standing) ? null : standingRejection(standing);
}
var ROW_OF_ACTION = {
  notAssigned: ROWS.R23,
  callImmediately: ROWS.R24,
  rescheduledByAgent: ROWS.R25,
  done: ROWS.R26
};
function timeProblem(s, record, event) {
  if (event.action === "callImmediately" || event.action === "done") return null;
  if (event.nextCallAt === UNSET) return event.action === "rescheduledByAgent" ? "timeRequired" : null;
  if (event.nextCallAt < s.now) return "timeInPast";
  return isInsideWindow(s, record, event.nextCallAt) ? null : "outsideWindow";
}
function isInsideWindow(s, record, at) {
  const { open } = s.options.zones[s.records.zone[record]];
  return open === null || open.some(([opens, closes]) => opens <= at && at < closes);
}
function softOwnerAfter(s, event) {
  const { records } = s;
  const present = records.softOwner[event.record];
  switch (event.action) {
    case "notAssigned":
      return event.nextCallAt === UNSET ? NONE : present;
    case "rescheduledByAgent":
      if (event.softOwner !== NONE) return event.softOwner;
      return records.action[event.record] === Action.rescheduledByAgent ? present : NONE;
    default:
      return NONE;
  }
}
function rewrite(s, record, row, kind, reason) {
  s.index.withdraw(record);
  changeRecord(s, record, row, kind, reason);
  s.index.admit(record, s.now);
  return null;
}
function appendChange(s, record) {
  s.closed.actionAtStart = s.closed.actionAfter;
  appendActivity(s, record, "change", null);
}

// src/engine/snapshot.ts
function saveState(s) {
  return {
    version: 2,
    now: s.now,
    records: s.records.save(),
    agents: s.agents.save(),
    turns: s.turns.save(),
    history: s.history.save(),
    ledger: s.ledger.save(),
    agentTimers: s.agentTimers.save(),
    dropTimers: s.dropTimers.save(),
    strategy: s.strategy.save?.() ?? null,
    random: s.random.save(),
    databaseActive: s.databaseActive.slice(),
    heldDials: [...s.heldDials],
    active: s.active,
    channels: s.channels,
    reviewAt: s.reviewAt,
    startsSecond: s.startsSecond,
    startsCount: s.startsCount,
    starved: s.starved,
    hasHidden: s.hasHidden,
    day: s.day,
    lateFacts: s.lateFacts,
    rejections: s.rejections,
    mixes: s.index.saveMixes(),
    statistics: s.statistics.save(),
    assignPosition: s.assignPosition
  };
}
function restoreState(s, snapshot) {
  if (snapshot.version !== 2) throw new RangeError(`snapshot version ${String(snapshot.version)}; this version reads 2`);
  s.now = snapshot.now;
  s.records.load(snapshot.records);
  s.agents.load(snapshot.agents);
  s.turns.load(snapshot.turns);
  s.history.load(snapshot.history);
  s.ledger.load(snapshot.ledger);
  s.agentTimers.load(snapshot.agentTimers);
  s.dropTimers.load(snapshot.dropTimers);
  if (snapshot.strategy !== null) s.strategy.load?.(snapshot.strategy);
  s.random.load(snapshot.random);
  s.databaseActive.set(snapshot.databaseActive);
  s.heldDials = [...snapshot.heldDials];
  s.active = snapshot.active;
  s.channels = snapshot.channels;
  s.reviewAt = snapshot.reviewAt;
  s.startsSecond = snapshot.startsSecond;
  s.startsCount = snapshot.startsCount;
  s.starved = snapshot.starved;
  s.hasHidden = snapshot.hasHidden;
  s.day = snapshot.day;
  s.lateFacts = snapshot.lateFacts;
  s.rejections = snapshot.rejections;
  s.index.loadMixes(snapshot.mixes);
  s.statistics.load(snapshot.statistics);
  s.assignPosition = snapshot.assignPosition;
  s.zones.advance(s.now);
  for (let record = 0; record < s.records.length; record += 1) s.index.admit(record, s.now);
}

// src/base/indexedHeap.ts
var ABSENT = -1;
var IndexedHeap = class {
  heap = new Int32Array(16);
  /** Where each number stands in the heap, or ABSENT; grown only as far as the largest number ever put in. */
  places = new Int32Array(0);
  keys = new Float64Array(0);
  count = 0;
  get size() {
    return this.count;
  }
  /** The earliest key, NEVER when empty. */
  peekKey() {
    return this.count === 0 ? NEVER : this.keys[this.heap[0]];
  }
  /** The number with the earliest key; -1 when empty. */
  peek() {
    return this.count === 0 ? ABSENT : this.heap[0];
  }
  /** The key of a number, NEVER when it is not in the heap. */
  keyOf(id) {
    return id < this.places.length && this.places[id] !== ABSENT ? this.keys[id] : NEVER;
  }
  /** Puts a number in, or moves it to a new key. */
  set(id, key) {
    if (id >= this.places.length) this.reserve(id + 1);
    const place2 = this.places[id];
    this.keys[id] = key;
    if (place2 === ABSENT) {
      if (this.count === this.heap.length) this.heap = grown2(this.heap, this.count * 2);
      this.count += 1;
      this.rise(id, this.count - 1);
    } else {
      this.rise(id, place2);
      this.sink(id, this.places[id]);
    }
  }
  /** Takes a number out; nothing happens when it is not there. */
  delete(id) {
    if (id >= this.places.length) return;
    const place2 = this.places[id];
    if (place2 === ABSENT) return;
    this.places[id] = ABSENT;
    this.count -= 1;
    if (place2 === this.count) return;
    const moved = this.heap[this.count];
    this.rise(moved, place2);
    this.sink(moved, this.places[moved]);
  }
  save() {
    const ids = this.heap.slice(0, this.count);
    return { ids, keys: Float64Array.from(ids, (id) => this.keys[id]) };
  }
  load(saved) {
    this.count = 0;
    this.places.fill(ABSENT);
    saved.ids.forEach((id, index) => this.set(id, saved.keys[index]));
  }
  precedes(left, right) {
    const a = this.keys[left];
    const b = this.keys[right];
    return a < b || a === b && left < right;
  }
  rise(id, from) {
    const heap = this.heap;
    let place2 = from;
    while (place2 > 0) {
      const parentPlace = place2 - 1 >> 1;
      const parent = heap[parentPlace];
      if (!this.precedes(id, parent)) break;
      heap[place2] = parent;
      this.places[parent] = place2;
      place2 = parentPlace;
    }
    heap[place2] = id;
    this.places[id] = place2;
  }
  sink(id, from) {
    const heap = this.heap;
    const count2 = this.count;
    let place2 = from;
    for (; ; ) {
      let childPlace = place2 * 2 + 1;
      if (childPlace >= count2) break;
      if (childPlace + 1 < count2 && this.precedes(heap[childPlace + 1], heap[childPlace])) childPlace += 1;
      const child = heap[childPlace];
      if (!this.precedes(child, id)) break;
      heap[place2] = child;
      this.places[child] = place2;
      place2 = childPlace;
    }
    heap[place2] = id;
    this.places[id] = place2;
  }
  reserve(length) {
    const capacity = Math.max(length, this.places.length * 2, 16);
    const places = new Int32Array(capacity).fill(ABSENT);
    places.set(this.places);
    this.places = places;
    const keys = new Float64Array(capacity);
    keys.set(this.keys);
    this.keys = keys;
  }
};
function grown2(array, capacity) {
  const copy = new Int32Array(capacity);
  copy.set(array);
  return copy;
}

// src/engine/abandon/abandonLedger.ts
var AbandonLedger = class {
  windows;
  constructor(rules, calendar2, falsePositiveShare) {
    this.windows = rules.map((rule2) => new RuleWindow(rule2, calendar2, falsePositiveShare));
  }
  /** Opens the windows that `now` lies in. */
  advance(now) {
    for (const window2 of this.windows) window2.advance(now);
  }
  /** An attempt ended; counts for rules whose denominator is all dials. */
  ended() {
    for (const window2 of this.windows) window2.count("allDials");
  }
  /** A person was offered to the agents. */
  offered() {
    for (const window2 of this.windows) window2.offered();
  }
  machine() {
    for (const window2 of this.windows) window2.machine();
  }
  /** The fate of a call that a person answered is known. */
  settled(call) {
    for (const window2 of this.windows) window2.settled(call);
  }
  save() {
    return this.windows.map((window2) => window2.save());
  }
  load(saved) {
    this.windows.forEach((window2, index) => window2.load(saved[index]));
  }
};
var RuleWindow = class {
  ruleSet;
  limit;
  startedAt = UNSET;
  endsAt = UNSET;
  abandoned = 0;
  answered = 0;
  previousAnswered = 0;
  rule;
  calendar;
  falsePositiveShare;
  entries = [];
  now = 0;
  constructor(rule2, calendar2, falsePositiveShare) {
    this.rule = rule2;
    this.ruleSet = rule2.id;
    this.limit = rule2.limit;
    this.calendar = calendar2;
    this.falsePositiveShare = rule2.falsePositives === "ignored" ? 0 : falsePositiveShare;
  }
  get diallingMs() {
    return this.endsAt >= NEVER ? NEVER : this.calendar.openMsBetween(this.startedAt, this.endsAt);
  }
  get diallingMsLeft() {
    return this.endsAt >= NEVER ? NEVER : this.calendar.openMsBetween(this.now, this.endsAt);
  }
  advance(now) {
    this.now = now;
    const window2 = this.rule.window;
    if (window2.kind === "rolling") {
      this.startedAt = now - window2.ms;
      this.endsAt = now + window2.ms;
      this.forget(this.startedAt);
      return;
    }
    if (now < this.endsAt) return;
    this.previousAnswered = this.answered;
    this.abandoned = 0;
    this.answered = 0;
    this.open(now);
  }
  count(denominator) {
    if (this.rule.denominator === denominator) this.enter(this.now, 0, 1);
  }
  offered() {
    if (this.rule.denominator !== "allDials") this.enter(this.now, 0, 1);
  }
  machine() {
    const share = this.falsePositiveShare;
    const answered = this.rule.denominator === "allAnswers" ? 1 : this.rule.denominator === "answeredByPerson" ? share : 0;
    if (share > 0 || answered > 0) this.enter(this.now, share, answered);
  }
  settled(call) {
    if (call.connectedAt < this.startedAt || !callFails(this.rule, call)) return;
    this.enter(call.connectedAt, 1, 0);
  }
  save() {
    const { startedAt, endsAt, abandoned, answered, previousAnswered, entries, now } = this;
    return { startedAt, endsAt, abandoned, answered, previousAnswered, entries: [...entries], now };
  }
  load(state) {
    Object.assign(this, state, { entries: [...state.entries] });
  }
  enter(at, abandoned, answered) {
    this.abandoned += abandoned;
    this.answered += answered;
    if (this.rule.window.kind === "rolling") this.entries.push({ at, abandoned, answered });
  }
  /** Takes entries from before `from` out again. Failures are known later than answers, so entries are nearly in order. */
  forget(from) {
    if (this.entries.length === 0 || this.entries[0].at >= from) return;
    for (const entry of this.entries) {
      if (entry.at >= from) continue;
      this.abandoned -= entry.abandoned;
      this.answered -= entry.answered;
    }
    this.entries = this.entries.filter((entry) => entry.at >= from);
  }
  open(now) {
    const { dayStarts, monthStarts } = this.calendar;
    const window2 = this.rule.window;
    if (window2.kind === "campaign") {
      this.startedAt = now;
      this.endsAt = NEVER;
      return;
    }
    const starts = window2.kind === "calendarMonth" ? monthStarts : dayStarts;
    const current = Math.max(0, starts.findLastIndex((start) => start <= now));
    const length = window2.kind === "successiveDays" ? window2.days : 1;
    const first = current - current % length;
    this.startedAt = starts[first] ?? now;
    this.endsAt = starts[first + length] ?? NEVER;
  }
};

// src/engine/records/statusStatistics.ts
var StatusStatistics = class {
  automatic;
  byAgents;
  carried;
  constructor(statuses) {
    this.automatic = new Float64Array(statuses);
    this.byAgents = new Float64Array(statuses);
    this.carried = new Float64Array(statuses);
  }
  /** A record's status changes from one to another, set by the dialler or by a person. */
  move(from, to, automatically) {
    this.carry(from, -1);
    this.carry(to, 1);
    if (to === NONE || to >= this.carried.length) return;
    const counter = automatically ? this.automatic : this.byAgents;
    counter[to] = counter[to] + 1;
  }
  /** A record with this status comes or goes; nobody set it. */
  carry(status2, step) {
    if (status2 !== NONE && status2 < this.carried.length) this.carried[status2] = this.carried[status2] + step;
  }
  of(status2) {
    return { setAutomatically: this.automatic[status2], setByAgents: this.byAgents[status2], carriedNow: this.carried[status2] };
  }
  save() {
    return { automatic: this.automatic.slice(), byAgents: this.byAgents.slice(), carried: this.carried.slice() };
  }
  /** Statuses that the campaign has got since are at 0. */
  load(saved) {
    this.automatic.set(saved.automatic);
    this.byAgents.set(saved.byAgents);
    this.carried.set(saved.carried);
  }
};

// src/engine/selection/leadOrder.ts
function leadOrderKeys({ by, direction, secondary, randomize }) {
  const keys = [{ by: KEY_OF_LEAD_ORDER[by], direction: direction === "DOWN" ? "asc" : "desc" }];
  if (randomize === true) keys.push({ by: "random", direction: "asc" });
  else if (secondary !== void 0) keys.push(SECONDARY_KEYS[secondary]);
  return keys;
}
function orderKeysOf(bucket3, leadOrder) {
  return bucket3.order === "leadOrder" ? leadOrderKeys(leadOrder) : bucket3.order;
}
function rankedFieldsOf(buckets, leadOrder) {
  const names = buckets.flatMap((bucket3) => orderKeysOf(bucket3, leadOrder)).flatMap(({ by }) => by.startsWith(FIELD) ? [by.slice(FIELD.length)] : []);
  return [...new Set(names)];
}
var FIELD = "field:";
var KEY_OF_LEAD_ORDER = {
  lead: "id",
  phone: "phone",
  lastName: "field:lastName",
  count: "callCount",
  lastCallTime: "lastCalledAt",
  rank: "field:rank",
  owner: "owner",
  timezone: "zoneOffset",
  random: "random"
};
var SECONDARY_KEYS = {
  leadAscend: { by: "id", direction: "asc" },
  leadDescend: { by: "id", direction: "desc" },
  callTimeAscend: { by: "lastCalledAt", direction: "asc" },
  callTimeDescend: { by: "lastCalledAt", direction: "desc" }
};

// src/engine/selection/matching.ts
var NO_BUCKET = -1;
var Matching = class {
  placement = { general: NO_BUCKET, personal: NO_BUCKET, owner: NONE, changesAt: NEVER };
  buckets;
  context;
  constructor(buckets, context, databaseIds2, statuses) {
    this.context = context;
    const everyBucketIsAgents = context.settings.mode !== "predictive";
    this.buckets = buckets.map((bucket3) => ({
      actions: actionMask(bucket3.match.actions),
      match: bucket3.match,
      agentScope: everyBucketIsAgents || bucket3.scope === "agent",
      honoursAffinity: bucket3.honoursAffinity,
      dueAddMs: bucket3.match.due === "before" ? 1 : 0,
      databases: indexSet(bucket3.match.databases, databaseIds2),
      statuses: indexSet(bucket3.match.statuses, statuses.map((status2) => status2.id))
    }));
  }
  /** Fills `placement` for a record at `now`. */
  place(record, now) {
    const { records, settings } = this.context;
    const placement = this.placement;
    placement.general = NO_BUCKET;
    placement.personal = NO_BUCKET;
    placement.owner = NONE;
    placement.changesAt = NEVER;
    if (!this.isCallable(record)) return;
    const blockedUntil = records.blockedUntil[record];
    if (blockedUntil > now) {
      placement.changesAt = blockedUntil;
      return;
    }
    const hardOwner = records.hardOwner[record];
    if (hardOwner !== NONE) {
      placement.owner = hardOwner;
      placement.personal = this.firstBucket(record, now, "hardOwner");
      return;
    }
    const softOwner = records.softOwner[record];
    const softEndsAt = softOwner === NONE ? UNSET : this.softOwnerEndsAt(record, settings.contactTimeoutMs);
    const isSoftLive = softEndsAt > now;
    if (isSoftLive) {
      if (softEndsAt < placement.changesAt) placement.changesAt = softEndsAt;
      placement.owner = softOwner;
      placement.personal = this.firstBucket(record, now, "softOwner");
    }
    placement.general = this.firstBucket(record, now, isSoftLive ? "othersWhileLive" : "others");
    if (placement.general !== NO_BUCKET && placement.personal >= placement.general) placement.personal = NO_BUCKET;
    if (placement.personal === NO_BUCKET) placement.owner = NONE;
  }
  /** The first instant at which the soft owner is no longer live; NEVER without a timeout. */
  softOwnerEndsAt(record, contactTimeoutMs) {
    if (contactTimeoutMs === null) return NEVER;
    const nextCallAt = this.context.records.nextCallAt[record];
    return nextCallAt === UNSET ? NEVER : nextCallAt + contactTimeoutMs;
  }
  isCallable(record) {
    const { records, recordType, databaseActive } = this.context;
    return records.isOpenAction(record) && (records.flags[record] & (RecordFlag.inTurn | RecordFlag.deleted)) === 0 && records.recordType[record] === recordType && databaseActive[records.database[record]] === 1;
  }
  firstBucket(record, now, viewer) {
    const { records, settings } = this.context;
    const nextCallAt = records.nextCallAt[record];
    const earlyMs = records.action[record] === Action.rescheduledByAgent ? settings.callbackEarlyMs : 0;
    for (let index = 0; index < this.buckets.length; index += 1) {
      const bucket3 = this.buckets[index];
      if (!this.matches(bucket3, record, viewer)) continue;
      if (nextCallAt !== UNSET) {
        const dueAt = nextCallAt - earlyMs + bucket3.dueAddMs;
        if (dueAt > now) {
          if (dueAt < this.placement.changesAt) this.placement.changesAt = dueAt;
          continue;
        }
      }
      return viewer === "othersWhileLive" && bucket3.honoursAffinity ? NO_BUCKET : index;
    }
    return NO_BUCKET;
  }
  matches(bucket3, record, viewer) {
    const { records, settings } = this.context;
    const match = bucket3.match;
    if ((bucket3.actions & 1 << records.action[record]) === 0) return false;
    if (!ownerMatches(match.owner, viewer, bucket3.agentScope)) return false;
    const retryProgressive = records.hasFlag(record, RecordFlag.retryProgressive);
    if (match.retryMode === "progressive" && !retryProgressive) return false;
    if (retryProgressive && settings.mode === "predictive" && !bucket3.agentScope) return false;
    if (match.affinity !== void 0 && match.affinity !== "any") {
      const hasSoftOwner = records.softOwnerOf(record) !== NONE;
      const isLive = viewer === "softOwner" || viewer === "othersWhileLive";
      if (match.affinity === "unset" ? hasSoftOwner : !hasSoftOwner || isLive) return false;
    }
    if (match.called !== void 0 && match.called !== "any" && match.called === "before" !== records.dials[record] > 0) return false;
    if (bucket3.databases !== null && !bucket3.databases.has(records.database[record])) return false;
    if (bucket3.statuses !== null && !bucket3.statuses.has(records.status[record])) return false;
    return match.priorityMin === void 0 || records.priority[record] >= match.priorityMin;
  }
};
function ownerMatches(owner, viewer, agentScope) {
  switch (viewer) {
    case "hardOwner":
      return agentScope && owner !== "none";
    case "softOwner":
      return agentScope && owner !== "meHard";
    default:
      return owner === "none" || owner === "meOrNone";
  }
}
function actionMask(actions) {
  return actions.reduce((mask, action) => mask | 1 << ACTIONS.indexOf(action), 0);
}
function indexSet(names, all) {
  return names === void 0 ? null : new Set(names.map((name2) => all.indexOf(name2)));
}

// src/engine/selection/pickMix.ts
var NO_LANE = 255;
var NO_RECORD = -1;
var BLOCK_PICKS = 100;
var PickMix = class {
  laneCount;
  /** First record of each lane, or -1: filled by the index before it asks `choose`. */
  firsts;
  entries;
  input;
  records;
  kinds;
  draws;
  picks = 0;
  /** Picks from each entry, in all and in the present block of 100. */
  taken;
  takenInBlock;
  constructor(input, records) {
    this.input = input;
    this.records = records;
    this.entries = (input.listMix?.entries ?? []).map((entry) => ({
      database: input.databaseIds.indexOf(entry.database),
      statuses: entry.statuses.length === 0 ? null : new Set(entry.statuses.map((id) => input.statusIds.indexOf(id))),
      percent: entry.percent
    }));
    const entryCount = Math.max(1, this.entries.length);
    this.kinds = input.nthNew === 0 ? 1 : 2;
    this.laneCount = entryCount * this.kinds;
    this.firsts = new Int32Array(this.laneCount);
    this.taken = new Float64Array(entryCount);
    this.takenInBlock = new Float64Array(entryCount);
    this.draws = createKeyedStream(input.randomKey);
  }
  /** In which lane a record stands now, or NO_LANE. */
  laneOf(record) {
    let entry = 0;
    if (this.entries.length > 0) {
      entry = this.entryOf(record);
      if (entry === NO_LANE) return NO_LANE;
    }
    return this.kinds === 1 ? entry : entry * 2 + (this.records.dials[record] === 0 ? 1 : 0);
  }
  /** The record that the next pick takes, given `firsts`; -1 when every lane is empty. */
  choose() {
    const entry = this.chooseEntry();
    if (entry === NO_LANE) return NO_RECORD;
    if (this.kinds === 1) return this.firsts[entry];
    const wantsNew = (this.picks + 1) % this.input.nthNew === 0 ? 1 : 0;
    const wanted = this.firsts[entry * 2 + wantsNew];
    return wanted === NO_RECORD ? this.firsts[entry * 2 + 1 - wantsNew] : wanted;
  }
  /** A record of this lane was picked. */
  count(lane) {
    if (lane === NO_LANE) return;
    const entry = this.kinds === 1 ? lane : lane >> 1;
    if (this.picks % BLOCK_PICKS === 0) this.takenInBlock.fill(0);
    this.picks += 1;
    this.taken[entry] = this.taken[entry] + 1;
    this.takenInBlock[entry] = this.takenInBlock[entry] + 1;
  }
  save() {
    return [this.picks, ...this.taken, ...this.takenInBlock];
  }
  load([picks = 0, ...counters]) {
    this.picks = picks;
    this.taken.set(counters.slice(0, this.taken.length));
    this.takenInBlock.set(counters.slice(this.taken.length));
  }
  entryOf(record) {
    const database2 = this.records.database[record];
    const status2 = this.records.status[record];
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      const { database: wanted, statuses } = this.entries[entry];
      if (wanted === database2 && (statuses === null || statuses.has(status2))) return entry;
    }
    return NO_LANE;
  }
  hasRecord(entry) {
    return this.kinds === 1 ? this.firsts[entry] !== NO_RECORD : this.firsts[entry * 2] !== NO_RECORD || this.firsts[entry * 2 + 1] !== NO_RECORD;
  }
  chooseEntry() {
    if (this.entries.length === 0) return this.hasRecord(0) ? 0 : NO_LANE;
    switch (this.input.listMix.method) {
      case "evenMix":
        return this.mostBehind();
      case "inOrder":
        return this.firstWithinShare();
      case "random":
        return this.drawnByWeight();
    }
  }
  /** The entry that is furthest behind its share if it is given this pick; ties by position. */
  mostBehind() {
    let best = NO_LANE;
    let bestLag = -Infinity;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      const lag = this.entries[entry].percent * (this.picks + 1) - 100 * this.taken[entry];
      if (lag <= bestLag) continue;
      best = entry;
      bestLag = lag;
    }
    return best;
  }
  /** The first entry that has not had its share of this block; where all that have records had theirs, the first with records. */
  firstWithinShare() {
    const isNewBlock = this.picks % BLOCK_PICKS === 0;
    let fallback = NO_LANE;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      if ((isNewBlock ? 0 : this.takenInBlock[entry]) < this.entries[entry].percent) return entry;
      if (fallback === NO_LANE) fallback = entry;
    }
    return fallback;
  }
  /** One draw a pick, keyed by its number: looking twice draws the same. */
  drawnByWeight() {
    let total = 0;
    for (let entry = 0; entry < this.entries.length; entry += 1) if (this.hasRecord(entry)) total += this.entries[entry].percent;
    let left = this.draws.at(this.picks, this.input.bucket).next() * total;
    let last2 = NO_LANE;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      last2 = entry;
      left -= this.entries[entry].percent;
      if (left < 0) return entry;
    }
    return last2;
  }
};

// src/engine/selection/recordOrder.ts
var MISSING = UNSET;
function createRecordOrder(keys, records, zoneOffset, randomKey) {
  const steps = keys.map((key) => ({ value: keyValue(key, records, zoneOffset, randomKey), sign: key.direction === "asc" ? 1 : -1 }));
  if (steps.length === 0) return (left, right) => left - right;
  if (steps.length === 1) {
    const { value, sign } = steps[0];
    return (left, right) => compareValues(value(left), value(right), sign) || left - right;
  }
  return (left, right) => {
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      const difference = compareValues(step.value(left), step.value(right), step.sign);
      if (difference !== 0) return difference;
    }
    return left - right;
  };
}
function compareValues(left, right, sign) {
  if (left === right) return 0;
  if (left === MISSING) return 1;
  if (right === MISSING) return -1;
  return left < right ? -sign : sign;
}
function keyValue(key, records, zoneOffset, randomKey) {
  const plain = plainValue(key.by, records, zoneOffset, randomKey);
  const grainMs = key.grainMs ?? 1;
  if (grainMs <= 1) return plain;
  return (record) => {
    const value = plain(record);
    return value === MISSING ? MISSING : Math.floor(value / grainMs) * grainMs;
  };
}
function plainValue(by, records, zoneOffset, randomKey) {
  switch (by) {
    case "id":
      return (record) => record;
    case "nextCallAt":
      return (record) => records.nextCallAt[record];
    case "createdAt":
      return (record) => records.createdAt[record];
    case "lastCalledAt":
      return (record) => records.lastCalledAt[record];
    case "priority":
      return (record) => records.priority[record];
    case "attempts":
      return (record) => records.attempts[record];
    case "callCount":
      return (record) => records.dials[record];
    case "autoCallCount":
      return (record) => records.autoDials[record];
    case "phone":
      return (record) => records.phoneCount[record] === 0 ? MISSING : records.numberAt(record, 0);
    case "zoneOffset":
      return (record) => zoneOffset(records.zone[record]);
    case "owner":
      return (record) => records.hardOwner[record] === NONE ? MISSING : records.hardOwner[record];
    case "random": {
      const stream = createKeyedStream(randomKey);
      return (record) => stream.at(record, 0).next();
    }
    default: {
      const field = records.rankedFields.indexOf(by.slice("field:".length));
      if (field === -1) throw new RangeError(`a selection policy orders by '${by}', which this campaign's records do not carry`);
      return (record) => records.rankOf(record, field);
    }
  }
}

// src/engine/selection/readyPool.ts
var NO_PLACE = -1;
var TOMBSTONE = -1;
var FIRST_RUN_PLACE = -2;
var ReadyPool = class {
  size = 0;
  order;
  column;
  run = new Int32Array(16);
  runHead = 0;
  runTail = 0;
  /** How many run positions were dropped from the array's front so far. */
  runBase = 0;
  heap = new Int32Array(16);
  heapCount = 0;
  constructor(order, column) {
    this.order = order;
    this.column = column;
  }
  /** The record that comes first, or -1. */
  first() {
    this.skipTombstones();
    const head = this.runHead < this.runTail ? this.run[this.runHead] : -1;
    if (this.heapCount === 0) return head;
    const top = this.heap[0];
    return head === -1 || this.order(top, head) < 0 ? top : head;
  }
  insert(record) {
    this.size += 1;
    const last2 = this.lastOfRun();
    if (last2 === -1 || this.order(last2, record) < 0) {
      this.append(record);
      return;
    }
    if (this.heapCount === this.heap.length) this.heap = resized(this.heap, this.heapCount * 2);
    this.heapCount += 1;
    this.rise(record, this.heapCount - 1);
  }
  /** Takes out a record that is in this pool. */
  remove(record) {
    const place2 = this.column.places[record];
    this.column.places[record] = NO_PLACE;
    this.size -= 1;
    if (place2 <= FIRST_RUN_PLACE) {
      this.run[FIRST_RUN_PLACE - place2 - this.runBase] = TOMBSTONE;
      return;
    }
    this.heapCount -= 1;
    if (place2 === this.heapCount) return;
    const moved = this.heap[this.heapCount];
    this.rise(moved, place2);
    this.sink(moved, this.column.places[moved]);
  }
  /** All records, in no promised order. For explanations and checks, not for the hot path. */
  *members() {
    for (let index = this.runHead; index < this.runTail; index += 1) if (this.run[index] !== TOMBSTONE) yield this.run[index];
    for (let index = 0; index < this.heapCount; index += 1) yield this.heap[index];
  }
  skipTombstones() {
    while (this.runHead < this.runTail && this.run[this.runHead] === TOMBSTONE) this.runHead += 1;
  }
  lastOfRun() {
    while (this.runTail > this.runHead && this.run[this.runTail - 1] === TOMBSTONE) this.runTail -= 1;
    return this.runTail > this.runHead ? this.run[this.runTail - 1] : -1;
  }
  append(record) {
    if (this.runTail === this.run.length) this.makeRoom();
    this.column.places[record] = FIRST_RUN_PLACE - (this.runBase + this.runTail);
    this.run[this.runTail] = record;
    this.runTail += 1;
  }
  makeRoom() {
    const live = this.runTail - this.runHead;
    const target = live <= this.run.length / 2 ? this.run : new Int32Array(this.run.length * 2);
    target.set(this.run.subarray(this.runHead, this.runTail));
    this.run = target;
    this.runBase += this.runHead;
    this.runHead = 0;
    this.runTail = live;
  }
  rise(record, from) {
    const heap = this.heap;
    const places = this.column.places;
    let place2 = from;
    while (place2 > 0) {
      const parentPlace = place2 - 1 >> 1;
      const parent = heap[parentPlace];
      if (this.order(record, parent) >= 0) break;
      heap[place2] = parent;
      places[parent] = place2;
      place2 = parentPlace;
    }
    heap[place2] = record;
    places[record] = place2;
  }
  sink(record, from) {
    const heap = this.heap;
    const places = this.column.places;
    const count2 = this.heapCount;
    let place2 = from;
    for (; ; ) {
      let childPlace = place2 * 2 + 1;
      if (childPlace >= count2) break;
      if (childPlace + 1 < count2 && this.order(heap[childPlace + 1], heap[childPlace]) < 0) childPlace += 1;
      const child = heap[childPlace];
      if (this.order(child, record) >= 0) break;
      heap[place2] = child;
      places[child] = place2;
      place2 = childPlace;
    }
    heap[place2] = record;
    places[record] = place2;
  }
};
function resized(array, length) {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}

// src/engine/selection/selectionIndex.ts
var SelectionIndex = class {
  /** Records in personal pools: while 0, nobody needs to look for his own. */
  personalCount = 0;
  matching;
  records;
  zones;
  orders;
  pools;
  changes = new IndexedHeap();
  generalPlaces = { places: new Int32Array(0) };
  personalPlaces = { places: new Int32Array(0) };
  /** Bucket of the pool that holds the record, where its place says that one does. */
  generalBuckets = new Uint8Array(0);
  personalBuckets = new Uint8Array(0);
  personalOwners = new Int32Array(0);
  mixes;
  hasMixes;
  generalLanes = new Uint8Array(0);
  /** `orders` and `mixes` (null: none) by bucket. */
  constructor(orders, mixes, matching, records, zones) {
    this.orders = orders;
    this.mixes = mixes;
    this.hasMixes = mixes.some((mix) => mix !== null);
    this.matching = matching;
    this.records = records;
    this.zones = zones;
    this.pools = mixes.map((mix) => ({ general: [], personal: /* @__PURE__ */ new Map(), lanes: mix === null ? null : Array.from({ length: mix.laneCount }, () => []) }));
  }
  /** Puts a record where it belongs at `now`. */
  admit(record, now) {
    if (record >= this.generalBuckets.length) this.reserve(record + 1);
    this.matching.place(record, now);
    const { general, personal, owner, changesAt } = this.matching.placement;
    const zone = this.records.zone[record];
    if (general !== NO_BUCKET) {
      this.generalBuckets[record] = general;
      const pools = this.hasMixes ? this.poolsFor(record, general) : this.pools[general].general;
      if (pools !== null) this.poolAt(pools, zone, general, this.generalPlaces).insert(record);
    }
    if (personal !== NO_BUCKET) {
      if (this.personalPlaces.places.length === 0) this.reservePersonal();
      this.personalBuckets[record] = personal;
      this.personalOwners[record] = owner;
      this.personalCount += 1;
      this.personalPool(personal, owner, zone).insert(record);
    }
    if (changesAt !== NEVER) this.changes.set(record, changesAt);
  }
  /** Takes a record out of wherever it is. */
  withdraw(record) {
    if (record >= this.generalBuckets.length) return;
    const zone = this.records.zone[record];
    if (this.generalPlaces.places[record] !== NO_PLACE) {
      const pools = this.pools[this.generalBuckets[record]];
      (pools.lanes === null ? pools.general : pools.lanes[this.generalLanes[record]])[zone].remove(record);
    }
    if (this.personalPlaces.places.length > 0 && this.personalPlaces.places[record] !== NO_PLACE) {
      this.pools[this.personalBuckets[record]].personal.get(this.personalOwners[record])[zone].remove(record);
      this.personalCount -= 1;
    }
    if (this.changes.size > 0) this.changes.delete(record);
  }
  /** Moves every record whose place changes by itself up to `now`. True if there was one. */
  advance(now) {
    if (this.changes.peekKey() > now) return false;
    while (this.changes.peekKey() <= now) {
      const record = this.changes.peek();
      this.withdraw(record);
      this.admit(record, now);
    }
    return true;
  }
  /** When a record's place next changes by itself, or NEVER. */
  nextChangeAt() {
    return this.changes.peekKey();
  }
  /** The first record of a bucket for everybody (owner NONE) or, together with those, for one agent; -1 if there is none. */
  first(bucket3, agent) {
    const pools = this.pools[bucket3];
    let best = pools.lanes === null ? this.firstOf(pools.general, bucket3, -1) : this.firstOfMix(bucket3, pools.lanes);
    if (agent !== NONE && this.personalCount > 0) {
      const own = pools.personal.get(agent);
      if (own !== void 0) best = this.firstOf(own, bucket3, best);
    }
    return best;
  }
  /** The record is about to be taken out for a turn: the counters of its bucket's mix move. */
  picked(record) {
    if (!this.hasMixes || this.generalPlaces.places[record] === NO_PLACE) return;
    this.mixes[this.generalBuckets[record]]?.count(this.generalLanes[record]);
  }
  /** Has this agent a record of his own in the bucket that could be called now? */
  hasPersonal(bucket3, agent) {
    const own = this.pools[bucket3].personal.get(agent);
    return own !== void 0 && own.some((pool, zone) => pool !== void 0 && pool.size > 0 && this.zones.isOpen(zone));
  }
  /** Records of a bucket that anybody (or the queue) could call now. */
  readyCount(bucket3) {
    const { general, lanes } = this.pools[bucket3];
    if (lanes === null) return this.openSize(general);
    let count2 = 0;
    for (const lane of lanes) count2 += this.openSize(lane);
    return count2;
  }
  /** Agents who own records in a bucket's personal pools, whether callable now or not. */
  ownersOf(bucket3) {
    return this.pools[bucket3].personal.keys();
  }
  /** Counters of the mixed buckets, for snapshots. */
  saveMixes() {
    return this.mixes.map((mix) => mix?.save() ?? []);
  }
  loadMixes(saved) {
    this.mixes.forEach((mix, bucket3) => mix?.load(saved[bucket3] ?? []));
  }
  openSize(pools) {
    let count2 = 0;
    for (let zone = 0; zone < pools.length; zone += 1) {
      const pool = pools[zone];
      if (pool !== void 0 && pool.size > 0 && this.zones.isOpen(zone)) count2 += pool.size;
    }
    return count2;
  }
  firstOfMix(bucket3, lanes) {
    const mix = this.mixes[bucket3];
    for (let lane = 0; lane < lanes.length; lane += 1) mix.firsts[lane] = this.firstOf(lanes[lane], bucket3, -1);
    return mix.choose();
  }
  /** Where mixes exist: the pools that the record's lane has; null when the mix leaves it out. */
  poolsFor(record, bucket3) {
    const { general, lanes } = this.pools[bucket3];
    if (lanes === null) return general;
    const lane = this.mixes[bucket3].laneOf(record);
    this.generalLanes[record] = lane;
    return lane === NO_LANE ? null : lanes[lane];
  }
  firstOf(pools, bucket3, soFar) {
    let best = soFar;
    for (let zone = 0; zone < pools.length; zone += 1) {
      const pool = pools[zone];
      if (pool === void 0 || pool.size === 0 || !this.zones.isOpen(zone)) continue;
      const record = pool.first();
      if (best === -1 || this.orders[bucket3](record, best) < 0) best = record;
    }
    return best;
  }
  personalPool(bucket3, owner, zone) {
    const byOwner = this.pools[bucket3].personal;
    let pools = byOwner.get(owner);
    if (pools === void 0) {
      pools = [];
      byOwner.set(owner, pools);
    }
    return this.poolAt(pools, zone, bucket3, this.personalPlaces);
  }
  poolAt(pools, zone, bucket3, column) {
    let pool = pools[zone];
    if (pool === void 0) {
      pool = new ReadyPool(this.orders[bucket3], column);
      pools[zone] = pool;
    }
    return pool;
  }
  reserve(length) {
    const capacity = Math.max(length, Math.ceil(this.generalBuckets.length * 1.5), 64);
    this.generalBuckets = longer2(this.generalBuckets, new Uint8Array(capacity));
    this.generalPlaces.places = longer2(this.generalPlaces.places, new Int32Array(capacity).fill(NO_PLACE));
    if (this.hasMixes) this.generalLanes = longer2(this.generalLanes, new Uint8Array(capacity));
    if (this.personalPlaces.places.length > 0) this.reservePersonal();
  }
  /** Most campaigns have no owners: their columns are made when the first is seen. */
  reservePersonal() {
    const capacity = this.generalBuckets.length;
    this.personalBuckets = longer2(this.personalBuckets, new Uint8Array(capacity));
    this.personalOwners = longer2(this.personalOwners, new Int32Array(capacity));
    this.personalPlaces.places = longer2(this.personalPlaces.places, new Int32Array(capacity).fill(NO_PLACE));
  }
};
function longer2(old, fresh) {
  fresh.set(old);
  return fresh;
}

// src/engine/selection/buildIndex.ts
function buildMatching(options, records, databaseActive) {
  const { policy: policy2, settings, recordType, databases, statuses } = options;
  return new Matching(policy2.buckets, { records, settings, recordType, databaseActive }, databases.map((database2) => database2.id), statuses);
}
function buildIndex(options, records, matching, zones) {
  const { policy: policy2, settings, selectionKey } = options;
  const orders = policy2.buckets.map((bucket3) => createRecordOrder(orderKeysOf(bucket3, settings.leadOrder), records, (zone) => zones.offset(zone), selectionKey));
  return new SelectionIndex(orders, policy2.buckets.map((bucket3, index) => mixOf(bucket3, index, options, records)), matching, records, zones);
}
function mixOf(bucket3, index, { settings, databases, statuses, selectionKey }, records) {
  const nthNew = bucket3.nthNew === "setting" ? settings.nthNew : bucket3.nthNew ?? 0;
  const listMix = bucket3.listMix === "setting" ? settings.listMix : bucket3.listMix ?? null;
  if (nthNew === 0 && listMix === null) return null;
  const names = { databaseIds: databases.map((database2) => database2.id), statusIds: statuses.map((status2) => status2.id) };
  return new PickMix({ nthNew, listMix, ...names, randomKey: selectionKey, bucket: index }, records);
}

// src/engine/selection/zoneClock.ts
var ZoneClock = class {
  zones;
  /** Index of the first interval that has not ended, per zone. */
  cursors;
  offsetCursors;
  now = 0;
  /** The earliest instant at which any zone opens or closes. */
  nextChange = -NEVER;
  constructor(zones) {
    this.zones = zones;
    this.cursors = new Int32Array(zones.length);
    this.offsetCursors = new Int32Array(zones.length);
  }
  /** Moves all cursors to `now`. Cheap while nothing opens or closes. */
  advance(now) {
    this.now = now;
    if (now < this.nextChange) return;
    this.nextChange = NEVER;
    for (let zone = 0; zone < this.zones.length; zone += 1) this.advanceZone(zone, now);
  }
  isOpen(zone) {
    const open = this.zones[zone].open;
    if (open === null) return true;
    const interval = open[this.cursors[zone]];
    return interval !== void 0 && interval[0] <= this.now;
  }
  /** End of the window that is open now; NEVER without windows, `now` while closed. */
  closesAt(zone) {
    const open = this.zones[zone].open;
    if (open === null) return NEVER;
    const interval = open[this.cursors[zone]];
    return interval !== void 0 && interval[0] <= this.now ? interval[1] : this.now;
  }
  /** The earliest later instant at which some zone opens, or NEVER. */
  nextOpening() {
    let earliest = NEVER;
    for (let zone = 0; zone < this.zones.length; zone += 1) {
      const open = this.zones[zone].open;
      if (open === null) continue;
      const cursor = this.cursors[zone];
      const current = open[cursor];
      const opening = current === void 0 ? NEVER : current[0] > this.now ? current[0] : open[cursor + 1]?.[0] ?? NEVER;
      if (opening < earliest) earliest = opening;
    }
    return earliest;
  }
  /** Calling time of a zone inside [from, to), ms. */
  openMsBetween(zone, from, to) {
    const open = this.zones[zone].open;
    if (open === null) return to >= NEVER ? NEVER : Math.max(0, to - from);
    let sum = 0;
    for (const [opens, closes] of open) sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
    return sum;
  }
  /** Offset of local time from the run's time, ms. */
  offset(zone) {
    return this.zones[zone].offsets[this.offsetCursors[zone]]?.[1] ?? 0;
  }
  localMinuteOfDay(zone) {
    const local = (this.now + this.offset(zone)) % DAY_MS;
    return Math.floor((local < 0 ? local + DAY_MS : local) / MINUTE_MS);
  }
  advanceZone(zone, now) {
    const { open, offsets } = this.zones[zone];
    if (open !== null) {
      let cursor = this.cursors[zone];
      while (cursor < open.length && open[cursor][1] <= now) cursor += 1;
      this.cursors[zone] = cursor;
      const interval = open[cursor];
      if (interval !== void 0) this.nextChange = Math.min(this.nextChange, interval[0] > now ? interval[0] : interval[1]);
    }
    let offsetCursor = this.offsetCursors[zone];
    while (offsetCursor + 1 < offsets.length && offsets[offsetCursor + 1][0] <= now) offsetCursor += 1;
    this.offsetCursors[zone] = offsetCursor;
    const following = offsets[offsetCursor + 1];
    if (following !== void 0) this.nextChange = Math.min(this.nextChange, following[0]);
  }
};

// src/engine/state.ts
var DialerState = class {
  options;
  settings;
  records;
  agents;
  turns = new TurnTable();
  statuses;
  zones;
  matching;
  index;
  statistics;
  history = new PacingHistory();
  ledger;
  strategy;
  random;
  databaseActive;
  /** Which outcomes raise the repeat counter, by number. */
  countedOutcomes;
  /** One timer an agent (form load, form save, pause, hold), and one a waiting call (drop). */
  agentTimers = new IndexedHeap();
  dropTimers = new IndexedHeap();
  /** Turns whose next dial waits for the gate, a channel or a start. */
  heldDials = [];
  now = UNSET;
  /** The sink of the event being handled; only valid inside `handle`. */
  out;
  active;
  channels;
  /** When pacing wants to be asked at the latest. */
  reviewAt = NEVER;
  /** Dials in the whole second that `startsSecond` names. */
  startsSecond = UNSET;
  startsCount = 0;
  /** Selection found too few records at the last cycle: a new one can change the answer. */
  starved = false;
  /** Some agent is hidden from pacing. */
  hasHidden = false;
  /** Index of the local day in `options.dayStarts`. */
  day = -1;
  /** `roundRobin` goes on at this place of the agents' list. */
  assignPosition = 0;
  /** Whoever wants every choice explained; null: nobody, at no cost. */
  trace = null;
  /** Facts about unknown or ended attempts, and record events that were refused. */
  lateFacts = 0;
  rejections = 0;
  /** Refilled for each row applied and each activity closed. */
  values = { actionAtStart: 0, nextCallAt: UNSET, attempts: 0, softOwner: NONE, hardOwner: NONE, retryProgressive: false };
  closed = {
    record: NONE,
    kind: "call",
    agent: NONE,
    startedAt: UNSET,
    endedAt: UNSET,
    dials: 0,
    outcome: null,
    reason: null,
    promise: null,
    promisedAt: UNSET,
    counted: false,
    status: NONE,
    actionAtStart: "notAssigned",
    actionAfter: "notAssigned",
    attemptsAfter: 0,
    nextCallAtAfter: UNSET,
    hardOwnerAfter: NONE,
    softOwnerAfter: NONE
  };
  /** Refilled for each judgement of an answered call. */
  callFacts = {
    connectedAt: UNSET,
    greetingStartAt: UNSET,
    greetingEndAt: UNSET,
    agentAt: UNSET,
    droppedAt: UNSET,
    hangupAt: UNSET
  };
  constructor(options, createStrategy) {
    const { settings } = options;
    this.options = options;
    this.settings = settings;
    this.active = settings.active;
    this.channels = options.channels ?? NEVER;
    this.agents = new AgentTable(options.agents.length);
    this.statuses = new StatusBook(options.statuses, settings);
    this.zones = new ZoneClock(options.zones);
    this.databaseActive = Uint8Array.from(options.databases, (database2) => database2.active ? 1 : 0);
    this.countedOutcomes = Uint8Array.from(OUTCOMES, (outcome) => settings.countedOutcomes.includes(outcome) ? 1 : 0);
    this.records = new RecordTable(rankedFieldsOf(options.policy.buckets, settings.leadOrder));
    this.statistics = new StatusStatistics(options.statuses.length);
    this.matching = buildMatching(options, this.records, this.databaseActive);
    this.index = buildIndex(options, this.records, this.matching, this.zones);
    this.ledger = new AbandonLedger(options.enforcedRules, {
      dayStarts: options.dayStarts,
      monthStarts: options.monthStarts,
      openMsBetween: (from, to) => this.zones.openMsBetween(options.campaignZone, from, to)
    }, options.falsePositiveShare);
    this.random = createSequentialStream(options.strategyKey);
    this.strategy = makeStrategy(options, createStrategy, this.random);
  }
};
function makeStrategy(options, create, random) {
  const { id, parameters } = options.strategy;
  const make = create ?? findStrategy(id)?.create;
  if (make === void 0) throw new RangeError(`there is no pacing strategy '${id}'`);
  return make(parameters, random, options.priors);
}

// src/engine/turns/save.ts
function saveRecord(s, agent, input) {
  const turn = s.agents.turn[agent];
  if (turn === NONE || s.turns.dials[turn] === 0 || s.turns.callState[turn] !== CallState.idle) return "notHolder";
  const status2 = input.status === NONE ? automaticStatus(s) : input.status;
  const problem = checkSave(s, turn, status2, input);
  if (problem !== null) return problem;
  complete(s, agent, turn, status2, input.nextCallAt, input.passTo);
  return null;
}
function saveOnTimeout(s, agent) {
  complete(s, agent, s.agents.turn[agent], automaticStatus(s), UNSET, NONE);
}
function automaticStatus(s) {
  return s.statuses.automaticFor("noQualification");
}
function checkSave(s, turn, statusIndex, input) {
  const status2 = statusIndex === NONE ? void 0 : s.statuses.get(statusIndex);
  const hasNextCall = input.nextCallAt !== UNSET;
  if (input.status !== NONE) {
    if (status2 === void 0) return "statusNotInCampaign";
    if (!status2.active) return "statusInactive";
    if (status2.hidden) return "statusHidden";
  }
  if (hasNextCall) {
    if (status2 !== void 0 && !mayCarryNextCall(status2)) return "dateNotAllowed";
    if (input.nextCallAt < s.now) return "timeInPast";
    if (!isInsideWindow2(s, turn, input.nextCallAt)) return "outsideWindow";
  } else if (status2 !== void 0 && input.status !== NONE && needsNextCall(status2)) {
    return "nextCallRequired";
  }
  if (input.status !== NONE && status2?.validation === true && !input.formComplete) return "fieldsMissing";
  if (input.passTo !== NONE && (!s.settings.changeUser || !hasNextCall)) return "passNotAllowed";
  return null;
}
function mayCarryNextCall(status2) {
  const kind = status2.systemStatus;
  return (kind === null || kind === "myRecord" || kind === "notEarlierThan") && !status2.finalUntilRecycled && status2.blocks !== "record";
}
function needsNextCall(status2) {
  return status2.nextCallRequired || status2.systemStatus === "myRecord" || status2.systemStatus === "notEarlierThan";
}
function isInsideWindow2(s, turn, at) {
  const zone = s.options.zones[s.records.zone[s.turns.record[turn]]];
  return zone.open === null || zone.open.some(([opens, closes]) => opens <= at && at < closes);
}
function complete(s, agent, turn, statusIndex, nextCallAt, passTo) {
  const { records, turns, settings, values } = s;
  const record = turns.record[turn];
  const status2 = statusIndex === NONE ? void 0 : s.statuses.get(statusIndex);
  if (statusIndex !== NONE) records.status[record] = statusIndex;
  if (status2 !== void 0) applyBlocks(s, turn, status2);
  const wasAnswered = turns.outcome[turn] === Outcome.answered;
  const reason = finalReasonOfSave(s, record, status2);
  let row = ROWS.R21;
  let closingReason = reason ?? "saved";
  if (reason === null) {
    row = rowOfSave(s, status2, nextCallAt);
    closingReason = "saved";
    values.nextCallAt = nextCallAt === UNSET ? s.now + delayAfter(s, null, records.attempts[record]) : nextCallAt;
    values.retryProgressive = row === ROWS.R20 && settings.mode === "predictive";
    const hasHardOwner = records.hardOwner[record] !== NONE;
    values.hardOwner = hasHardOwner && passTo !== NONE ? passTo : records.hardOwner[record];
    values.softOwner = passTo !== NONE ? passTo : row === ROWS.R18 ? NONE : agent;
  }
  countHandled(s, agent, turn, wasAnswered);
  closeTurn(s, turn, row, closingReason);
  if (s.agents.isSignedIn(agent)) startPauseAfter(s, agent, wasAnswered ? settings.pauseAfterAnsweredMs : settings.pauseAfterUnansweredMs);
}
function finalReasonOfSave(s, record, status2) {
  const reason = finalReason(s, record, status2);
  if (reason !== null) return reason;
  const { maxTotalAttempts } = s.settings;
  return maxTotalAttempts > 0 && s.records.totalAttempts[record] >= maxTotalAttempts ? "maxTotalAttempts" : null;
}
function rowOfSave(s, status2, nextCallAt) {
  switch (status2?.systemStatus ?? null) {
    case "toCall":
      return ROWS.R19;
    case "callProgressive":
      return s.settings.mode === "predictive" ? ROWS.R20 : ROWS.R19;
    case "myRecord":
      return nextCallAt === UNSET ? ROWS.R21 : ROWS.R17;
    case "notEarlierThan":
      return nextCallAt === UNSET ? ROWS.R21 : ROWS.R18;
    default:
      return nextCallAt === UNSET ? ROWS.R21 : ROWS.R16;
  }
}
function countHandled(s, agent, turn, wasAnswered) {
  if (!wasAnswered || s.agents.state[agent] !== AgentState.wrapping) return;
  const talkMs = s.turns.endedAt[turn] - s.turns.agentAt[turn];
  const wrapMs = s.now - s.turns.endedAt[turn];
  s.history.add(Tally.handled, 1);
  s.history.add(Tally.talkMs, talkMs);
  s.history.add(Tally.wrapMs, wrapMs);
  s.strategy.onHandled?.(s.now, talkMs, wrapMs);
}

// src/engine/dialer.ts
function createDialer(options, extras = {}) {
  return new PureDialer(options, extras);
}
var PureDialer = class {
  s;
  plan;
  view;
  isHandling = false;
  constructor(options, extras) {
    this.s = new DialerState(options, extras.createStrategy ?? null);
    this.plan = planBuckets(options);
    this.view = new DialerView(this.s);
    if (extras.snapshot !== void 0) restoreState(this.s, extras.snapshot);
  }
  handle(event, out) {
    const s = this.s;
    if (this.isHandling) throw new Error("bug: a sink called the dialer back while it was handling an event");
    if (event.at < s.now) throw new Error(`bug: time went back from ${formatMillis(s.now)} to ${formatMillis(event.at)} (${event.kind})`);
    this.isHandling = true;
    s.out = out;
    this.advance(event.at);
    const isRelevant = this.apply(event);
    if (isRelevant) runCycle(s, this.plan, this.view);
    this.isHandling = false;
  }
  nextWakeAt() {
    const s = this.s;
    let at = s.reviewAt;
    const agentTimer = s.agentTimers.peekKey();
    if (agentTimer < at) at = agentTimer;
    const dropTimer = s.dropTimers.peekKey();
    if (dropTimer < at) at = dropTimer;
    const change = s.index.nextChangeAt();
    if (change < at) at = change;
    const opening = s.zones.nextOpening();
    if (opening < at) at = opening;
    return at;
  }
  snapshot() {
    if (this.isHandling) throw new Error("bug: a snapshot was asked for inside handle");
    return saveState(this.s);
  }
  readings() {
    return this.s.strategy.readings();
  }
  turnsOpen() {
    return this.s.turns.openCount;
  }
  facts() {
    const { lateFacts, rejections, records, turns } = this.s;
    const byAction = Object.fromEntries(ACTIONS.map((action) => [action, 0]));
    for (let record = 0; record < records.length; record += 1) byAction[ACTIONS[records.action[record]]] += 1;
    return { lateFacts, rejections, records: records.length, turnsOpen: turns.openCount, callsInProgress: turns.callsInProgress, byAction };
  }
  advance(now) {
    const s = this.s;
    if (now === s.now) return;
    s.now = now;
    s.zones.advance(now);
    s.history.advance(now);
    s.ledger.advance(now);
    while (s.day + 1 < s.options.dayStarts.length && s.options.dayStarts[s.day + 1] <= now) {
      s.day += 1;
      s.history.startDay();
    }
  }
  /** Applies the event. True if it can change what is selected or dialled. */
  apply(event) {
    const s = this.s;
    switch (event.kind) {
      case "wake":
        return this.wake();
      case "attemptEnded":
        attemptEnded(s, event.attempt, event.cause);
        return true;
      case "attemptAnswered":
        attemptAnswered(s, event.attempt, event.verdict);
        return true;
      case "attemptClassified":
        attemptClassified(s, event.attempt, event.machine, event.greetingStartAt, event.greetingEndAt);
        return true;
      case "attemptRinging":
        return false;
      case "agentSaved":
        return this.refuse(this.heldRecord(event.agent), saveRecord(s, event.agent, event));
      case "recordCreated":
        createRecord(s, event);
        return s.starved;
      case "agentSignedIn":
        signIn(s, event.agent);
        return true;
      case "agentSignedOut":
        signOut(s, event.agent);
        return true;
      case "agentPaused":
        pause(s, event.agent);
        return true;
      case "agentResumed":
        resume(s, event.agent);
        return true;
      case "agentLeaving":
        announceLeaving(s, event.agent, event.leaving);
        return true;
      case "recordSkipped":
        return this.skip(event.agent);
      case "campaignStarted":
        s.active = true;
        return true;
      case "campaignStopped":
        s.active = false;
        return true;
      case "channelsChanged":
        s.channels = event.channels;
        return true;
      case "databaseSwitched":
        switchDatabase(s, event.database, event.active);
        return true;
      case "actionSet":
        return this.refuse(event.record, setAction(s, event));
      case "ownerSet":
        return this.refuse(event.record, setOwner(s, event.record, event.agent));
      case "ownerCleared":
        return this.refuse(event.record, clearOwner(s, event.record));
      case "statusSet":
        return this.refuse(event.record, setStatus2(s, event.record, event.status));
      case "recordMoved":
        return this.refuse(event.record, moveRecord(s, event));
      case "recordBlocked":
        return this.refuse(event.record, blockRecord(s, event.record, event.blocked));
      case "recordDeleted":
        return this.refuse(event.record, deleteRecord(s, event.record));
      case "numberBlocked":
        s.records.blockNumber(event.number, event.blocked);
        return true;
      default:
        throw new RangeError(`this version's engine does not handle the event '${event.kind}'`);
    }
  }
  /** Ends what the clock ends. Agents become free before a call is dropped at the same instant: `agentAt <= deadline` is in time. */
  wake() {
    const s = this.s;
    while (s.agentTimers.peekKey() <= s.now) this.endAgentTimer(s.agentTimers.peek());
    if (s.dropTimers.peekKey() <= s.now) {
      runCycle(s, this.plan, this.view);
      while (s.dropTimers.peekKey() <= s.now) drop(s, s.dropTimers.peek());
    }
    return true;
  }
  endAgentTimer(agent) {
    const s = this.s;
    s.agentTimers.delete(agent);
    switch (s.agents.timer[agent]) {
      case AgentTimer.formLoad: {
        const turn = s.agents.turn[agent];
        const result = dialNext(s, turn);
        if (result === "noNumber" || result === "notNow") endTurnUndialled(s, turn, result === "noNumber");
        return;
      }
      case AgentTimer.formSave:
        saveOnTimeout(s, agent);
        return;
      case AgentTimer.readyHold:
        endReadyHold(s, agent);
        return;
      default:
        becomeFree(s, agent);
    }
  }
  /** R10: the agent gives the loaded record back. */
  skip(agent) {
    const s = this.s;
    const turn = s.agents.turn[agent];
    if (turn === NONE || s.turns.dials[turn] > 0) return this.refuse(NONE, "notHolder");
    closeTurn(s, turn, ROWS.R10, "skipped");
    becomeFree(s, agent);
    return true;
  }
  heldRecord(agent) {
    const turn = this.s.agents.turn[agent];
    return turn === NONE ? NONE : this.s.turns.record[turn];
  }
  refuse(record, reason) {
    if (reason === null) return true;
    this.s.rejections += 1;
    this.s.out.rejected(record, reason);
    return false;
  }
};
function planBuckets(options) {
  const { buckets } = options.policy;
  const isPredictive = options.settings.mode === "predictive";
  const all = buckets.map((_, index) => index);
  const blocksOf = (index) => {
    const { blocks } = buckets[index];
    return blocks === "setting" ? options.settings.personalBlocks : blocks;
  };
  return {
    agentBuckets: isPredictive ? all.filter((index) => buckets[index].scope === "agent") : all,
    queueBuckets: isPredictive ? all.filter((index) => buckets[index].scope === "queue") : [],
    queueBlocking: isPredictive ? all.filter((index) => blocksOf(index) === "queue") : [],
    agentBlocking: isPredictive ? all.filter((index) => blocksOf(index) === "agent") : []
  };
}

// src/journal/mixer.ts
var Mixer = class {
  a = 608135816;
  b = 2242054355 | 0;
  /** Mixes two words of 32 bits: the single step that everything else is made of. */
  words(first, second) {
    const x = this.a ^ first;
    const y = this.b + second | 0;
    const a = Math.imul(x << 13 | x >>> 19, 3432918353) + this.b | 0;
    this.b = Math.imul((y << 17 | y >>> 15) ^ a, 461845907) + 1390208809 | 0;
    this.a = a;
  }
  /** Mixes one word of 32 bits. */
  word(word) {
    this.words(word, 374761393);
  }
  /** Mixes a word and a number: 32-bit integers as they are, all others (instants like NEVER, fractions) as the 64 bits of a double. */
  wordAndNumber(word, value) {
    if ((value | 0) === value) {
      this.words(word, value);
    } else {
      this.word(word);
      this.wide(value);
    }
  }
  /** Mixes two numbers. */
  numbers(first, second) {
    if ((first | 0) === first && (second | 0) === second) {
      this.words(first, second);
    } else {
      this.number(first);
      this.number(second);
    }
  }
  /** Mixes one number. */
  number(value) {
    if ((value | 0) === value) this.word(value);
    else this.wide(value);
  }
  /** The state as 16 hexadecimal digits; mixing can go on afterwards. */
  hex() {
    const a = finalize2(this.a ^ finalize2(this.b));
    return hex8(a) + hex8(finalize2(this.b ^ a));
  }
  /** The state folded into 16 bits, 0 to 65535. */
  fold() {
    const a = finalize2(this.a ^ finalize2(this.b));
    return (a ^ a >>> 16) & 65535;
  }
  wide(value) {
    this.a ^= 1013904242;
    BITS.setFloat64(0, value);
    this.words(BITS.getInt32(0), BITS.getInt32(4));
  }
};
function textCode(text) {
  let code = 2166136261 | 0;
  for (let i = 0; i < text.length; i += 1) code = Math.imul(code ^ text.charCodeAt(i), 16777619);
  return code;
}
var BITS = new DataView(new ArrayBuffer(8));
function finalize2(word) {
  let h = word | 0;
  h = Math.imul(h ^ h >>> 16, 2246822507);
  h = Math.imul(h ^ h >>> 13, 3266489909);
  return h ^ h >>> 16;
}
function hex8(word) {
  return (word >>> 0).toString(16).padStart(8, "0");
}

// src/engine/commands.ts
var COMMAND_FIELDS = {
  dial: [["attempt", "integer"], ["record", "integer"], ["phone", "integer"], ["dialNumber", "integer"], ["agent", "integer"]],
  connect: [["attempt", "integer"], ["agent", "integer"]],
  drop: [["attempt", "integer"]],
  hangUp: [["attempt", "integer"]],
  cancel: [["attempt", "integer"]],
  attemptOver: [["attempt", "integer"], ["outcome", "word"]],
  showRecord: [["agent", "integer"], ["record", "integer"]],
  agentState: [["agent", "integer"], ["state", "word"]],
  callAgent: [["agent", "integer"]],
  activity: [
    ["record", "integer"],
    ["kind", "word"],
    ["agent", "integer"],
    ["startedAt", "integer"],
    ["endedAt", "integer"],
    ["dials", "integer"],
    ["outcome", "word"],
    ["reason", "word"],
    ["promise", "word"],
    ["promisedAt", "integer"],
    ["counted", "boolean"],
    ["status", "integer"],
    ["actionAtStart", "word"],
    ["actionAfter", "word"],
    ["attemptsAfter", "integer"],
    ["nextCallAtAfter", "integer"],
    ["hardOwnerAfter", "integer"],
    ["softOwnerAfter", "integer"]
  ],
  blockNumber: [["number", "integer"], ["scope", "word"], ["record", "integer"], ["status", "integer"]],
  batchDone: [
    ["batch", "word"],
    ["agent", "integer"],
    ["done", "integer"],
    ["inUse", "integer"],
    ["blocked", "integer"],
    ["limitReached", "boolean"]
  ],
  rejected: [["record", "integer"], ["reason", "word"]],
  clipped: [["cause", "word"], ["count", "integer"]]
};

// src/engine/events.ts
var EVENT_FIELDS = {
  wake: [],
  campaignStarted: [],
  campaignStopped: [],
  channelsChanged: [["channels", "integer"]],
  databaseSwitched: [["database", "integer"], ["active", "boolean"]],
  numberBlocked: [["number", "integer"], ["scope", "word"], ["blocked", "boolean"]],
  levelOverridden: [["level", "number"]],
  recordCreated: [
    ["record", "integer"],
    ["recordType", "integer"],
    ["database", "integer"],
    ["zone", "integer"],
    ["priority", "integer"],
    ["createdAt", "integer"],
    ["action", "word"],
    ["nextCallAt", "integer"],
    ["hardOwner", "integer"],
    ["softOwner", "integer"],
    ["status", "integer"],
    ["phones", "integers"]
  ],
  actionSet: [["record", "integer"], ["action", "word"], ["nextCallAt", "integer"], ["softOwner", "integer"]],
  ownerSet: [["record", "integer"], ["agent", "integer"]],
  ownerCleared: [["record", "integer"]],
  statusSet: [["record", "integer"], ["status", "integer"]],
  recordMoved: [["record", "integer"], ["recordType", "integer"], ["database", "integer"]],
  recordBlocked: [["record", "integer"], ["blocked", "boolean"]],
  recordDeleted: [["record", "integer"]],
  recordEdited: [["record", "integer"], ["priority", "integer"], ["zone", "integer"], ["phones", "integers"]],
  recordRanked: [["record", "integer"], ["ranks", "integers"]],
  recordsRecycled: [["statuses", "integers"], ["databases", "integers"], ["includeOpen", "boolean"]],
  recordsObtained: [["agent", "integer"]],
  recordsAssigned: [
    ["agents", "integers"],
    ["method", "word"],
    ["records", "integers"],
    ["statuses", "integers"],
    ["databases", "integers"],
    ["actions", "integers"],
    ["owners", "integers"]
  ],
  agentSignedIn: [["agent", "integer"]],
  agentSignedOut: [["agent", "integer"]],
  agentPaused: [["agent", "integer"]],
  agentResumed: [["agent", "integer"]],
  agentLeaving: [["agent", "integer"], ["leaving", "boolean"]],
  agentSaved: [["agent", "integer"], ["status", "integer"], ["nextCallAt", "integer"], ["passTo", "integer"], ["formComplete", "boolean"]],
  recordRequested: [["agent", "integer"], ["record", "integer"]],
  dialRequested: [["agent", "integer"], ["phone", "integer"]],
  recordSkipped: [["agent", "integer"]],
  autoDialSwitched: [["agent", "integer"], ["on", "boolean"]],
  agentLegAnswered: [["agent", "integer"]],
  agentLegFailed: [["agent", "integer"]],
  attemptRinging: [["attempt", "integer"]],
  attemptAnswered: [["attempt", "integer"], ["verdict", "word"]],
  attemptClassified: [["attempt", "integer"], ["machine", "boolean"], ["greetingStartAt", "integer"], ["greetingEndAt", "integer"]],
  attemptEnded: [["attempt", "integer"], ["cause", "word"]]
};

// src/journal/fields.ts
var ACTIVITY_KINDS = ["call", "change", "assign", "recycle", "import"];
var PROMISES = ["kept", "late"];
var WORDS = {
  action: ACTIONS,
  actionAtStart: ACTIONS,
  actionAfter: ACTIONS,
  verdict: VERDICTS,
  outcome: OUTCOMES,
  state: AGENT_STATES,
  scope: BLOCK_SCOPES,
  batch: BATCHES,
  method: ASSIGN_METHODS,
  "attemptEnded.cause": CAUSES,
  "clipped.cause": CLIP_CAUSES,
  "rejected.reason": REJECTIONS,
  "activity.kind": ACTIVITY_KINDS,
  "activity.outcome": [...OUTCOMES, null],
  "activity.reason": [...REASONS, null],
  "activity.promise": [...PROMISES, null]
};
var EVENTS = formsOf(EVENT_FIELDS);
var COMMANDS = formsOf(COMMAND_FIELDS);
function formsOf(table) {
  const forms = /* @__PURE__ */ new Map();
  for (const kind of Object.keys(table)) {
    forms.set(kind, { kind, fields: table[kind].map(([name2, type]) => fieldOf(kind, name2, type)) });
  }
  return forms;
}
function fieldOf(kind, name2, type) {
  const form = type === "integer" && /At(After)?$/.test(name2) ? "instant" : type;
  const words = type === "word" ? WORDS[`${kind}.${name2}`] ?? WORDS[name2] : [];
  if (words === void 0) throw new Error(`no words are listed for the field ${name2} of ${kind}`);
  return { name: name2, form, words };
}

// src/journal/wordCodes.ts
function wordCode(word) {
  if (word === null) return NULL_CODE;
  const code = CODES.get(word);
  return code === void 0 ? textCode(word) : code;
}
var CODED_WORDS = [.../* @__PURE__ */ new Set([
  ...Object.keys(EVENT_FIELDS),
  ...Object.keys(COMMAND_FIELDS),
  ...MODES,
  ...ACTIONS,
  ...OUTCOMES,
  ...CAUSES,
  ...TRIGGERS,
  ...REASONS,
  ...REJECTIONS,
  ...AGENT_STATES,
  ...VERDICTS,
  ...CLIP_CAUSES,
  ...ACTIVITY_KINDS,
  ...PROMISES,
  ...BLOCK_SCOPES,
  ...BATCHES,
  ...ASSIGN_METHODS
])];
var NULL_CODE = 1853189228;
var CODES = new Map(CODED_WORDS.map((word) => [word, textCode(word)]));

// src/journal/digest.ts
function createDigest() {
  return new RunDigest();
}
var RunDigest = class extends Mixer {
  event(event) {
    this.wordAndNumber(wordCode(event.kind), event.at);
    switch (event.kind) {
      case "attemptRinging":
        this.number(event.attempt);
        return;
      case "attemptAnswered":
        this.wordAndNumber(wordCode(event.verdict), event.attempt);
        return;
      case "attemptClassified":
        this.wordAndNumber(+event.machine, event.attempt);
        this.numbers(event.greetingStartAt, event.greetingEndAt);
        return;
      case "attemptEnded":
        this.wordAndNumber(wordCode(event.cause), event.attempt);
        return;
      case "wake":
      case "campaignStarted":
      case "campaignStopped":
        return;
      case "agentSaved":
        this.numbers(event.agent, event.status);
        this.numbers(event.nextCallAt, event.passTo);
        this.word(+event.formComplete);
        return;
      default:
        this.rareEvent(event);
    }
  }
  rareEvent(event) {
    switch (event.kind) {
      case "agentSignedIn":
      case "agentSignedOut":
      case "agentPaused":
      case "agentResumed":
      case "recordSkipped":
      case "recordsObtained":
      case "agentLegAnswered":
      case "agentLegFailed":
        this.number(event.agent);
        return;
      case "recordCreated":
        this.numbers(event.record, event.recordType);
        this.numbers(event.database, event.zone);
        this.numbers(event.priority, event.createdAt);
        this.wordAndNumber(wordCode(event.action), event.nextCallAt);
        this.numbers(event.hardOwner, event.softOwner);
        this.number(event.status);
        this.list(event.phones);
        return;
      case "agentLeaving":
        this.wordAndNumber(+event.leaving, event.agent);
        return;
      case "autoDialSwitched":
        this.wordAndNumber(+event.on, event.agent);
        return;
      case "recordRequested":
        this.numbers(event.agent, event.record);
        return;
      case "dialRequested":
        this.numbers(event.agent, event.phone);
        return;
      case "actionSet":
        this.wordAndNumber(wordCode(event.action), event.record);
        this.numbers(event.nextCallAt, event.softOwner);
        return;
      case "ownerSet":
        this.numbers(event.record, event.agent);
        return;
      case "statusSet":
        this.numbers(event.record, event.status);
        return;
      case "recordMoved":
        this.numbers(event.record, event.recordType);
        this.number(event.database);
        return;
      case "recordBlocked":
        this.wordAndNumber(+event.blocked, event.record);
        return;
      case "ownerCleared":
      case "recordDeleted":
        this.number(event.record);
        return;
      case "recordEdited":
        this.numbers(event.record, event.priority);
        this.number(event.zone);
        this.list(event.phones);
        return;
      case "recordRanked":
        this.number(event.record);
        this.list(event.ranks);
        return;
      case "recordsAssigned":
        this.list(event.agents);
        this.word(wordCode(event.method));
        this.list(event.records);
        this.list(event.statuses);
        this.list(event.databases);
        this.list(event.actions);
        this.list(event.owners);
        return;
      case "recordsRecycled":
        this.list(event.statuses);
        this.list(event.databases);
        this.word(+event.includeOpen);
        return;
      case "channelsChanged":
        this.number(event.channels);
        return;
      case "databaseSwitched":
        this.wordAndNumber(+event.active, event.database);
        return;
      case "numberBlocked":
        this.wordAndNumber(wordCode(event.scope), event.number);
        this.word(+event.blocked);
        return;
      case "levelOverridden":
        this.number(event.level);
        return;
      default:
        event;
    }
  }
  dial(attempt, record, phone, dialNumber, agent) {
    this.wordAndNumber(DIAL, attempt);
    this.numbers(record, phone);
    this.numbers(dialNumber, agent);
  }
  connect(attempt, agent) {
    this.wordAndNumber(CONNECT, attempt);
    this.number(agent);
  }
  drop(attempt) {
    this.wordAndNumber(DROP, attempt);
  }
  hangUp(attempt) {
    this.wordAndNumber(HANG_UP, attempt);
  }
  cancel(attempt) {
    this.wordAndNumber(CANCEL, attempt);
  }
  attemptOver(attempt, outcome) {
    this.wordAndNumber(ATTEMPT_OVER, attempt);
    this.word(wordCode(outcome));
  }
  showRecord(agent, record) {
    this.wordAndNumber(SHOW_RECORD, agent);
    this.number(record);
  }
  agentState(agent, state) {
    this.wordAndNumber(AGENT_STATE, agent);
    this.word(wordCode(state));
  }
  callAgent(agent) {
    this.wordAndNumber(CALL_AGENT, agent);
  }
  activity(closed) {
    this.wordAndNumber(ACTIVITY, closed.record);
    this.wordAndNumber(wordCode(closed.kind), closed.agent);
    this.numbers(closed.startedAt, closed.endedAt);
    this.wordAndNumber(wordCode(closed.outcome), closed.dials);
    this.words(wordCode(closed.reason), wordCode(closed.promise));
    this.wordAndNumber(+closed.counted, closed.promisedAt);
    this.wordAndNumber(wordCode(closed.actionAtStart), closed.status);
    this.wordAndNumber(wordCode(closed.actionAfter), closed.attemptsAfter);
    this.numbers(closed.nextCallAtAfter, closed.hardOwnerAfter);
    this.number(closed.softOwnerAfter);
  }
  blockNumber(number, scope, record, status2) {
    this.wordAndNumber(BLOCK_NUMBER, number);
    this.wordAndNumber(wordCode(scope), record);
    this.number(status2);
  }
  batchDone(batch, agent, done, inUse, blocked, limitReached) {
    this.words(BATCH_DONE, wordCode(batch));
    this.numbers(agent, done);
    this.numbers(inUse, blocked);
    this.word(+limitReached);
  }
  rejected(record, reason) {
    this.wordAndNumber(REJECTED, record);
    this.word(wordCode(reason));
  }
  clipped(cause, count2) {
    this.words(CLIPPED, wordCode(cause));
    this.number(count2);
  }
  list(values) {
    this.word(values.length);
    for (let i = 0; i < values.length; i += 1) this.number(values[i]);
  }
};
var DIAL = wordCode("dial");
var CONNECT = wordCode("connect");
var DROP = wordCode("drop");
var HANG_UP = wordCode("hangUp");
var CANCEL = wordCode("cancel");
var ATTEMPT_OVER = wordCode("attemptOver");
var SHOW_RECORD = wordCode("showRecord");
var AGENT_STATE = wordCode("agentState");
var CALL_AGENT = wordCode("callAgent");
var ACTIVITY = wordCode("activity");
var BLOCK_NUMBER = wordCode("blockNumber");
var BATCH_DONE = wordCode("batchDone");
var REJECTED = wordCode("rejected");
var CLIPPED = wordCode("clipped");

// src/measure/statistics/logHistogram.ts
var RELATIVE_ERROR = 0.01;
var GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
var PER_LOG = 1 / Math.log(GAMMA);
var LogHistogram = class {
  zeros = 0;
  total = 0;
  weightedSum = 0;
  least = Infinity;
  largest = 0;
  buckets = new Float64Array(256);
  /** Number of values. */
  get count() {
    return this.total;
  }
  /** Sum of the values: exact as long as they are whole numbers. */
  get sum() {
    return this.weightedSum;
  }
  /** Adds a value: 0, or at least 1 (a whole number of ms). Throws a `RangeError` for anything else. */
  add(value) {
    if (value === 0) this.zeros++;
    else {
      if (!(value >= 1 && value < Infinity)) throw new RangeError(`LogHistogram: ${value}; values are 0 or at least 1`);
      const bucket3 = Math.max(0, Math.ceil(Math.log(value) * PER_LOG));
      if (bucket3 >= this.buckets.length) this.grow(bucket3 + 1);
      this.buckets[bucket3]++;
    }
    this.total++;
    this.weightedSum += value;
    if (value < this.least) this.least = value;
    if (value > this.largest) this.largest = value;
  }
  /** Mean, or null without values. */
  mean() {
    return this.total === 0 ? null : this.weightedSum / this.total;
  }
  /** Quantile of type 7 (linear between order statistics), share in [0, 1]; null without values. */
  quantile(share) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`LogHistogram: the share is ${share}; it must be in [0, 1]`);
    if (this.total === 0) return null;
    const rank = (this.total - 1) * share;
    const below = Math.floor(rank);
    const low = this.orderStatistic(below);
    if (rank === below) return low;
    return low + (rank - below) * (this.orderStatistic(below + 1) - low);
  }
  orderStatistic(rank) {
    if (rank === 0) return this.least;
    if (rank === this.total - 1) return this.largest;
    let left = rank - this.zeros;
    if (left < 0) return 0;
    for (let bucket3 = 0; bucket3 < this.buckets.length; bucket3++) {
      left -= this.buckets[bucket3];
      if (left < 0) return Math.min(this.largest, Math.max(this.least, 2 * GAMMA ** bucket3 / (GAMMA + 1)));
    }
    return this.largest;
  }
  grow(least) {
    const grown4 = new Float64Array(Math.max(least, this.buckets.length * 2));
    grown4.set(this.buckets);
    this.buckets = grown4;
  }
};

// src/measure/recording/agentsRecorder.ts
var AgentsRecorder = class {
  /** Agents ready now. */
  readyCount = 0;
  clock;
  series;
  agents;
  state;
  since;
  /** `[agent * states + state]`, ms in the scoring interval. */
  times;
  /** Signed in and not paused: kept apart from the sum of the states, which it must equal. */
  staffedSince;
  staffedMs;
  /** Is (or was, for wrap-up) the present call one with a person? */
  withPerson;
  waitSince;
  /** Part of the interval in which the wait began; NO_PART outside, CUT when its cut is already counted. */
  waitPart;
  waits = new LogHistogram();
  waitsCut = 0;
  personTalkMs = 0;
  personWrapMs = 0;
  constructor(agents2, clock, series2) {
    this.clock = clock;
    this.series = series2;
    this.agents = agents2;
    this.state = new Uint8Array(agents2);
    this.since = new Float64Array(agents2).fill(UNSET);
    this.times = new Float64Array(agents2 * STATES);
    this.staffedSince = new Float64Array(agents2).fill(UNSET);
    this.staffedMs = new Float64Array(agents2);
    this.withPerson = new Uint8Array(agents2);
    this.waitSince = new Float64Array(agents2).fill(UNSET);
    this.waitPart = new Int32Array(agents2).fill(NO_PART);
  }
  /** A call was connected to this agent: his wait is over. The state `talking` follows. */
  connected(agent, person) {
    this.withPerson[agent] = person ? 1 : 0;
    const since = this.waitSince[agent];
    if (since === UNSET) return;
    if (this.clock.scoring && this.waitPart[agent] === this.clock.part) {
      const waitMs = this.clock.now - since;
      this.waits.add(waitMs);
      this.series.waited(waitMs);
    } else this.cutWait(agent);
    this.waitSince[agent] = UNSET;
  }
  changed(agent, name2) {
    const { now } = this.clock;
    const before = this.state[agent];
    const after = AgentState[name2];
    this.book(agent, now);
    this.state[agent] = after;
    if (before === AgentState.ready) this.readyCount--;
    if (after === AgentState.ready) {
      this.readyCount++;
      if (this.waitSince[agent] === UNSET) {
        this.waitSince[agent] = now;
        this.waitPart[agent] = this.clock.part;
      }
    } else if (isAway(after) && this.waitSince[agent] !== UNSET) {
      this.cutWait(agent);
      this.waitSince[agent] = UNSET;
    }
    if (isAway(before) !== isAway(after)) {
      if (isAway(after)) this.bookStaffed(agent, now);
      this.staffedSince[agent] = isAway(after) ? UNSET : now;
    }
  }
  /** Books all time up to `at`, before the scoring clock crosses an edge. */
  settle(at) {
    for (let agent = 0; agent < this.agents; agent++) {
      this.book(agent, at);
      this.bookStaffed(agent, at);
    }
  }
  /** The part of the interval that was the present one has ended, or the run has: open waits are cut. */
  partEnded(part) {
    for (let agent = 0; agent < this.agents; agent++) {
      if (this.waitSince[agent] === UNSET || this.waitPart[agent] !== part) continue;
      this.waitsCut++;
      this.waitPart[agent] = CUT;
    }
  }
  /** Throws an `Error` when an agent's states do not add up to his staffed time. */
  result() {
    const byAgent = Array.from({ length: this.agents }, (_, agent) => withOccupancy(this.timesOf(agent)));
    const total = { staffedMs: 0, pausedMs: 0, talkMs: 0, wrapMs: 0, readyMs: 0, reservedMs: 0 };
    for (const times of byAgent) {
      for (const key of Object.keys(total)) total[key] += times[key];
    }
    const { staffedMs } = total;
    const ofStaffed = (ms) => staffedMs > 0 ? ms / staffedMs : null;
    const talkShare = ofStaffed(this.personTalkMs);
    return {
      occupancy: ofStaffed(total.talkMs + total.wrapMs),
      productiveOccupancy: ofStaffed(this.personTalkMs + this.personWrapMs),
      talkMinutesPerAgentHour: talkShare === null ? null : 60 * talkShare,
      predictiveGain: null,
      ...total,
      personTalkMs: this.personTalkMs,
      personWrapMs: this.personWrapMs,
      waitMeanMs: this.waits.mean(),
      waitP95Ms: this.waits.quantile(0.95),
      waits: this.waits.count,
      waitSumMs: this.waits.sum,
      waitsCut: this.waitsCut,
      byAgent
    };
  }
  book(agent, at) {
    if (this.clock.scoring && at > this.since[agent] && this.since[agent] !== UNSET) {
      const state = this.state[agent];
      const elapsedMs = at - this.since[agent];
      this.times[agent * STATES + state] += elapsedMs;
      this.series.stateMs[state * this.series.bins + this.clock.bin] += elapsedMs;
      if (this.withPerson[agent] === 1) {
        if (state === AgentState.talking) this.personTalkMs += elapsedMs;
        else if (state === AgentState.wrapping) this.personWrapMs += elapsedMs;
      }
    }
    this.since[agent] = at;
  }
  bookStaffed(agent, at) {
    const since = this.staffedSince[agent];
    if (since === UNSET) return;
    if (this.clock.scoring) this.staffedMs[agent] += at - since;
    this.staffedSince[agent] = at;
  }
  cutWait(agent) {
    if (this.clock.scoring && this.waitPart[agent] !== CUT) this.waitsCut++;
  }
  timesOf(agent) {
    const time = (state) => this.times[agent * STATES + state];
    const times = {
      staffedMs: this.staffedMs[agent],
      pausedMs: time(AgentState.paused),
      talkMs: time(AgentState.talking),
      wrapMs: time(AgentState.wrapping),
      readyMs: time(AgentState.ready),
      reservedMs: time(AgentState.reserved)
    };
    const sum = times.talkMs + times.wrapMs + times.readyMs + times.reservedMs;
    if (sum !== times.staffedMs) {
      throw new Error(`bug: agent ${agent} was staffed ${times.staffedMs} ms, but talk, wrap-up, ready and reserved add up to ${sum} ms`);
    }
    return times;
  }
};
var STATES = AGENT_STATES.length;
var NO_PART = -1;
var CUT = -2;
function isAway(state) {
  return state === AgentState.signedOut || state === AgentState.paused;
}
function withOccupancy(times) {
  return { ...times, occupancy: times.staffedMs > 0 ? (times.talkMs + times.wrapMs) / times.staffedMs : null };
}

// src/measure/recording/callbacksRecorder.ts
var CallbacksRecorder = class {
  /** By record: the promised instant or UNSET, the first dial of its turn, who it was promised by, who took the call. */
  promisedAt = new Float64Array(0);
  firstDialAt = new Float64Array(0);
  owner = new Int32Array(0);
  tookCall = new Int32Array(0);
  /** 1 = a person answered in the promise's turn. */
  answered = new Uint8Array(0);
  clock;
  open;
  due = 0;
  kept = 0;
  keptAnswered = 0;
  fulfilled = 0;
  begun = 0;
  delaySumMs = 0;
  /** `open`: calling windows of the campaign's zone, null = always. */
  constructor(clock, open) {
    this.clock = clock;
    this.open = open;
  }
  created(record, nextCallAt, hardOwner, softOwner) {
    this.promise(record, nextCallAt, hardOwner === NONE ? softOwner : hardOwner);
  }
  /** The record is gone: what was promised is due only if its time has come. */
  withdrawn(record) {
    if (this.holds(record)) this.end(record);
  }
  /** The record's creation was refused: nothing was promised. */
  forget(record) {
    if (this.holds(record)) this.promisedAt[record] = UNSET;
  }
  dialled(record) {
    if (this.holds(record) && this.firstDialAt[record] === UNSET) this.firstDialAt[record] = this.clock.now;
  }
  personAnswered(record, agent) {
    if (!this.holds(record)) return;
    this.answered[record] = 1;
    if (agent !== NONE) this.tookCall[record] = agent;
  }
  activity(closed) {
    const { record } = closed;
    if (closed.actionAfter === "ready") return;
    const promises = closed.actionAfter === "rescheduledByAgent";
    if (closed.promise !== null) {
      if (this.holds(record) && this.promisedAt[record] === closed.promisedAt) this.turnOver(record, closed.promise === "kept");
      if (promises && closed.outcome !== "congestion" && closed.outcome !== "cancelled") this.promiseAfter(closed);
      return;
    }
    const held = this.holds(record);
    if (held && promises && closed.nextCallAtAfter === this.promisedAt[record]) {
      this.owner[record] = ownerAfter(closed);
      return;
    }
    if (held) this.end(record);
    if (promises && (held || closed.actionAtStart !== "rescheduledByAgent" || closed.kind === "change")) this.promiseAfter(closed);
  }
  /** Counts what was never begun though its time has come. Call once, at the end of the run. */
  result() {
    for (let record = 0; record < this.promisedAt.length; record++) {
      if (this.promisedAt[record] !== UNSET) this.end(record);
    }
    return {
      due: this.due,
      kept: this.kept,
      keptRate: this.due === 0 ? null : this.kept / this.due,
      keptAnswered: this.keptAnswered,
      fulfilled: this.fulfilled,
      fulfilledRate: this.keptAnswered === 0 ? null : this.fulfilled / this.keptAnswered,
      begun: this.begun,
      delaySumMs: this.delaySumMs,
      delayMeanMs: this.begun === 0 ? null : this.delaySumMs / this.begun
    };
  }
  holds(record) {
    return record < this.promisedAt.length && this.promisedAt[record] !== UNSET;
  }
  promiseAfter(closed) {
    this.promise(closed.record, closed.nextCallAtAfter, ownerAfter(closed));
  }
  promise(record, at, owner) {
    if (at === UNSET) return;
    if (record >= this.promisedAt.length) this.grow(record + 1);
    this.promisedAt[record] = at;
    this.firstDialAt[record] = UNSET;
    this.owner[record] = owner;
    this.tookCall[record] = NONE;
    this.answered[record] = 0;
  }
  turnOver(record, kept) {
    const promisedAt = this.promisedAt[record];
    if (this.counts(promisedAt)) {
      this.due++;
      if (kept) this.kept++;
      if (this.firstDialAt[record] !== UNSET) {
        this.begun++;
        this.delaySumMs += this.firstDialAt[record] - promisedAt;
      }
      if (kept && this.answered[record] === 1) {
        this.keptAnswered++;
        const by = this.tookCall[record];
        if (by !== NONE && (this.owner[record] === NONE || this.owner[record] === by)) this.fulfilled++;
      }
    }
    this.promisedAt[record] = UNSET;
  }
  /** Without a turn that ended: due if its time has come, and then not kept. A turn under way at the run's end has begun at least. */
  end(record) {
    const promisedAt = this.promisedAt[record];
    if (promisedAt <= this.clock.now && this.counts(promisedAt)) {
      this.due++;
      if (this.firstDialAt[record] !== UNSET) {
        this.begun++;
        this.delaySumMs += this.firstDialAt[record] - promisedAt;
      }
    }
    this.promisedAt[record] = UNSET;
  }
  counts(at) {
    return this.clock.scores(at) && (this.open === null || this.open.some(([from, to]) => from <= at && at < to));
  }
  grow(least) {
    const before = this.promisedAt.length;
    growColumns(this, ["promisedAt", "firstDialAt", "owner", "tookCall", "answered"], Math.max(256, least, before * 2));
    this.promisedAt.fill(UNSET, before);
  }
};
function ownerAfter(closed) {
  return closed.hardOwnerAfter === NONE ? closed.softOwnerAfter : closed.hardOwnerAfter;
}

// src/measure/recording/abandonRecorder.ts
import { quantileSorted } from "simple-statistics";

// src/measure/statistics/dispersion.ts
function dispersion(windows) {
  const counted = windows.filter((window2) => window2.denominator > 0);
  let numerator = 0;
  let denominator = 0;
  for (const window2 of counted) {
    numerator += window2.numerator;
    denominator += window2.denominator;
  }
  const rate2 = numerator / denominator;
  if (counted.length < 2 || !(rate2 > 0 && rate2 < 1)) return null;
  let total = 0;
  for (const window2 of counted) total += (window2.numerator - rate2 * window2.denominator) ** 2 / (window2.denominator * rate2 * (1 - rate2));
  return total / (counted.length - 1);
}

// src/measure/recording/abandonRatio.ts
function abandonRatio(rule2, counts, falsePositiveShare, truthKnown) {
  const estimated = counts.machineVerdicts * falsePositiveShare;
  const falsePositives = rule2.falsePositives === "ignored" ? 0 : rule2.falsePositives === "truth" && truthKnown ? counts.falsePositives : estimated;
  const shortRings = rule2.countShortRings ? counts.shortRings : 0;
  if (rule2.form === "ukWithoutAmd") return ukWithoutAmd(counts);
  if (rule2.form === "ukWithAmd") {
    const given = counts.failingPersons + falsePositives;
    return { numerator: given, denominator: given + counts.timelyConnects, answers: counts.failingPersons + counts.timelyConnects };
  }
  return simple(rule2, counts, falsePositives, shortRings);
}
function exceedsLimit(rule2, ratio) {
  if (rule2.form !== "simple") return ratio.numerator > rule2.limit * ratio.denominator;
  const limitPerMille = Math.round(rule2.limit * 1e9) / 1e6;
  return 1e3 * ratio.numerator > limitPerMille * ratio.denominator;
}
function ukWithoutAmd(counts) {
  const passed = counts.timelyConnects + counts.machineConnects;
  const machineShare = passed === 0 ? 0 : counts.machineConnects / passed;
  const numerator = counts.failingCalls * (1 - machineShare);
  return { numerator, denominator: numerator + counts.timelyConnects, answers: counts.failingCalls + counts.timelyConnects };
}
function simple(rule2, counts, falsePositives, shortRings) {
  const added = falsePositives + shortRings;
  const givenUp = counts.droppedAny + (rule2.countEarlyHangups ? counts.customerHangups : 0);
  let numerator;
  let denominator;
  switch (rule2.denominator) {
    case "answeredByPerson":
      numerator = counts.failingPersons + added;
      denominator = counts.persons + shortRings;
      break;
    case "allAnswers":
      numerator = counts.failingCalls + added;
      denominator = counts.answers + shortRings;
      break;
    case "allDials":
      numerator = givenUp + added;
      denominator = counts.attempts;
      break;
    case "offeredToAgents":
      numerator = givenUp + added;
      denominator = givenUp + added + counts.connects;
      break;
  }
  return { numerator, denominator, answers: denominator };
}

// src/measure/recording/abandonWindows.ts
function abandonWindows(kind, clock, firstDialDay, monthStarts) {
  const ranges = cut(kind, clock, firstDialDay, monthStarts);
  return ranges.filter((range) => clock.overlaps(range.from, range.to));
}
function cut(kind, clock, firstDialDay, monthStarts) {
  switch (kind.kind) {
    case "campaign":
      return [{ from: clock.parts[0]?.[0] ?? 0, to: clock.parts.at(-1)?.[1] ?? 0, fromDay: 0, toDay: clock.days }];
    case "calendarDay":
      return inSteps(clock, 0, 1);
    case "successiveDays":
      return inSteps(clock, Math.max(0, firstDialDay), kind.days);
    case "calendarMonth":
      return inMonths(clock, monthStarts ?? []);
  }
}
function inSteps(clock, firstDay, days) {
  const ranges = [];
  for (let day = firstDay; day < clock.days; day += days) ranges.push(rangeOf(clock, day, Math.min(clock.days, day + days)));
  return ranges;
}
function inMonths(clock, monthStarts) {
  const begins = [0];
  for (let day = 1; day < clock.days; day++) {
    if (monthStarts.includes(clock.dayStarts[day])) begins.push(day);
  }
  return begins.map((day, index) => rangeOf(clock, day, begins[index + 1] ?? clock.days));
}
function rangeOf(clock, fromDay, toDay) {
  return { from: clock.dayStarts[fromDay], to: clock.dayStarts[toDay], fromDay, toDay };
}

// src/measure/recording/callFacts.ts
var CALL_FACTS = [
  "attempts",
  "answers",
  "persons",
  "connects",
  "machineConnects",
  "dropped",
  "droppedAny",
  "customerHangups",
  "falsePositives",
  "falseNegatives",
  "machineVerdicts",
  "shortRings",
  "lost",
  "failingPersons",
  "failingCalls",
  "timelyConnects",
  "lateConnects"
];
var FACT = Object.fromEntries(CALL_FACTS.map((name2, index) => [name2, 1 << index]));
function emptyFacts() {
  return Object.fromEntries(CALL_FACTS.map((name2) => [name2, 0]));
}
function countFacts(counts, bits, sign) {
  CALL_FACTS.forEach((name2, index) => {
    if ((bits & 1 << index) !== 0) counts[name2] += sign;
  });
}
var DailyFacts = class {
  rows;
  constructor(days) {
    this.rows = new Float64Array(days * CALL_FACTS.length);
  }
  add(day, bits) {
    const row = day * CALL_FACTS.length;
    for (let left = bits; left !== 0; left &= left - 1) this.rows[row + 31 - Math.clz32(left & -left)]++;
  }
  /** Adds the days [fromDay, toDay) to `counts`. */
  addTo(counts, fromDay, toDay) {
    for (let day = fromDay; day < toDay; day++) {
      CALL_FACTS.forEach((name2, index) => {
        counts[name2] += this.rows[day * CALL_FACTS.length + index];
      });
    }
  }
};

// src/measure/recording/rollingLog.ts
var RollingLog = class {
  at = new Float64Array(1024);
  bits = new Int32Array(1024);
  length = 0;
  add(at, bits) {
    if (this.length === this.at.length) growColumns(this, ["at", "bits"], this.length * 2);
    this.at[this.length] = at;
    this.bits[this.length] = bits;
    this.length++;
  }
  /** The worst window with at least `answersMin` answers; without one, the last; null without answers. */
  worst(windowMs, answersMin, ratioOf, exceeds) {
    const order = Array.from({ length: this.length }, (_, index) => index).sort((a, b) => this.at[a] - this.at[b] || a - b);
    const counts = emptyFacts();
    let oldest = 0;
    let exceeded = false;
    let enough = false;
    let worst = null;
    for (let newest = 0; newest < order.length; newest++) {
      const at = this.at[order[newest]];
      countFacts(counts, this.bits[order[newest]], 1);
      if (newest + 1 < order.length && this.at[order[newest + 1]] === at) continue;
      for (; this.at[order[oldest]] <= at - windowMs; oldest++) countFacts(counts, this.bits[order[oldest]], -1);
      if (!this.answeredAt(order, newest, at)) continue;
      const ratio = ratioOf(counts);
      if (ratio.denominator <= 0) continue;
      const window2 = { from: at - windowMs, to: at, ratio, exceeds: exceeds(ratio) };
      if (ratio.answers < answersMin) {
        if (!enough) worst = window2;
        continue;
      }
      if (!enough || worst === null || rate(ratio) > rate(worst.ratio)) worst = window2;
      enough = true;
      exceeded ||= window2.exceeds;
    }
    return worst === null ? null : { ...worst, exceeds: exceeded };
  }
  answeredAt(order, newest, at) {
    for (let index = newest; index >= 0 && this.at[order[index]] === at; index--) {
      if ((this.bits[order[index]] & FACT.answers) !== 0) return true;
    }
    return false;
  }
};
function rate(ratio) {
  return ratio.numerator / ratio.denominator;
}

// src/measure/recording/abandonRecorder.ts
var AbandonRecorder = class {
  /** Day of the campaign's first dial, or -1. */
  firstDialDay = -1;
  input;
  clock;
  common;
  byRule;
  logs;
  hasLogs;
  constructor(input, clock) {
    if (input.monthStarts === null && input.rules.some((rule2) => rule2.window.kind === "calendarMonth")) {
      throw new RangeError("a rule with calendar months needs monthStarts");
    }
    this.input = input;
    this.clock = clock;
    this.common = new DailyFacts(clock.days);
    this.byRule = input.rules.map(() => new DailyFacts(clock.days));
    this.logs = input.rules.map((rule2) => rule2.window.kind === "rolling" ? new RollingLog() : null);
    this.hasLogs = this.logs.some((log) => log !== null);
  }
  /** Facts that do not depend on the rule, of an attempt that belongs to the instant `at` on `day`. */
  attempt(day, at, bits) {
    this.common.add(day, bits);
    if (!this.hasLogs) return;
    for (let rule2 = 0; rule2 < this.logs.length; rule2++) this.logs[rule2]?.add(at, bits);
  }
  /** A call that agents were wanted for, judged by each rule. Returns whether it fails the first rule. */
  offered(day, call, person, connected) {
    let failsFirst = false;
    for (let index = 0; index < this.byRule.length; index++) {
      const fails = callFails(this.input.rules[index], call);
      if (index === 0) failsFirst = fails;
      let bits = fails ? FACT.failingCalls : 0;
      if (person) {
        if (fails) bits |= connected ? FACT.failingPersons | FACT.lateConnects : FACT.failingPersons;
        else if (connected) bits |= FACT.timelyConnects;
      }
      if (bits === 0) continue;
      this.byRule[index].add(day, bits);
      this.logs[index]?.add(call.connectedAt, bits);
    }
    return failsFirst;
  }
  /** Counts over the whole scoring interval that do not depend on a rule. */
  totals() {
    const counts = emptyFacts();
    this.common.addTo(counts, 0, this.clock.days);
    return counts;
  }
  lateConnects() {
    return Object.fromEntries(this.input.rules.map((rule2, index) => [rule2.id, this.countsOf(index, 0, this.clock.days).lateConnects]));
  }
  result() {
    return Object.fromEntries(this.input.rules.map((rule2, index) => [rule2.id, this.resultOf(rule2, index)]));
  }
  resultOf(rule2, index) {
    const whole = this.ratioOf(rule2, this.countsOf(index, 0, this.clock.days));
    const windows = rule2.window.kind === "rolling" ? this.rollingWindow(rule2, index, rule2.window.ms) : this.dayWindows(rule2, index);
    const nonEmpty = windows.filter(({ result }) => result.denominator > 0);
    const counted = (rule2.window.kind === "rolling" ? nonEmpty : nonEmpty.filter(({ answers: answers2 }) => answers2 >= rule2.minAnswers)).map(({ result }) => result);
    const exceeding = counted.filter((window2) => window2.exceeds).length;
    const rates = counted.map((window2) => window2.numerator / window2.denominator).sort((a, b) => a - b);
    return {
      startPointUsed: this.input.greetingKnown ? rule2.startPoint : "connected",
      numerator: whole.numerator,
      denominator: whole.denominator,
      rate: rateOf(whole),
      limit: rule2.limit,
      windows: windows.map(({ result }) => result),
      windowsExceeding: exceeding,
      windowsCounted: counted.length,
      windowsLeftOut: nonEmpty.length - counted.length,
      windowViolationShare: counted.length === 0 ? null : exceeding / counted.length,
      worstWindowRate: rates.at(-1) ?? null,
      windowRateP95: rates.length === 0 ? null : quantileSorted(rates, 0.95),
      dispersion: dispersion(counted)
    };
  }
  dayWindows(rule2, index) {
    if (rule2.window.kind === "rolling") return [];
    return abandonWindows(rule2.window, this.clock, this.firstDialDay, this.input.monthStarts).map(({ from, to, fromDay, toDay }) => {
      const ratio = this.ratioOf(rule2, this.countsOf(index, fromDay, toDay));
      return { result: windowResult(from, to, ratio, exceedsLimit(rule2, ratio)), answers: ratio.answers };
    });
  }
  rollingWindow(rule2, index, windowMs) {
    const answersMin = Math.max(ROLLING_ANSWERS_MIN, rule2.minAnswers);
    const worst = this.logs[index].worst(windowMs, answersMin, (counts) => this.ratioOf(rule2, counts), (ratio) => exceedsLimit(rule2, ratio));
    if (worst === null) return [];
    return [{ result: windowResult(worst.from, worst.to, worst.ratio, worst.exceeds), answers: worst.ratio.answers }];
  }
  countsOf(index, fromDay, toDay) {
    const counts = emptyFacts();
    this.common.addTo(counts, fromDay, toDay);
    this.byRule[index].addTo(counts, fromDay, toDay);
    return counts;
  }
  ratioOf(rule2, counts) {
    return abandonRatio(rule2, counts, this.input.falsePositiveShare, this.input.truthKnown);
  }
};
var ROLLING_ANSWERS_MIN = 50;
function windowResult(from, to, ratio, exceeds) {
  return { from, to, numerator: ratio.numerator, denominator: ratio.denominator, rate: rateOf(ratio), exceeds };
}
function rateOf(ratio) {
  return ratio.denominator > 0 ? ratio.numerator / ratio.denominator : null;
}

// src/measure/recording/attemptTable.ts
var WHO_UNKNOWN = 0;
var WHO_PERSON = 1;
var WHO_MACHINE = 2;
var WHO_FAX = 3;
var SAID_NOTHING = 0;
var SAID_PERSON = 1;
var SAID_MACHINE = 2;
var AttemptTable = class {
  dialAt = new Float64Array(CAPACITY);
  ringingAt = new Float64Array(CAPACITY);
  connectedAt = new Float64Array(CAPACITY);
  greetingStartAt = new Float64Array(CAPACITY);
  greetingEndAt = new Float64Array(CAPACITY);
  verdictAt = new Float64Array(CAPACITY);
  agentAt = new Float64Array(CAPACITY);
  droppedAt = new Float64Array(CAPACITY);
  hangupAt = new Float64Array(CAPACITY);
  record = new Int32Array(CAPACITY);
  agent = new Int32Array(CAPACITY);
  /** Day and bin of the answer. */
  day = new Int32Array(CAPACITY);
  bin = new Int32Array(CAPACITY);
  who = new Uint8Array(CAPACITY);
  said = new Uint8Array(CAPACITY);
  /** 1 = the answer lies in the scoring interval; the call's fate is settled; it was withdrawn; it is among the live answers. */
  scored = new Uint8Array(CAPACITY);
  settled = new Uint8Array(CAPACITY);
  cancelled = new Uint8Array(CAPACITY);
  live = new Uint8Array(CAPACITY);
  /** Slots to be used again: a stack of `freeCount`. */
  free = new Int32Array(CAPACITY);
  freeCount = 0;
  used = 0;
  slots = new SerialMap(CAPACITY);
  call = {
    connectedAt: UNSET,
    greetingStartAt: UNSET,
    greetingEndAt: UNSET,
    agentAt: UNSET,
    droppedAt: UNSET,
    hangupAt: UNSET
  };
  /** Attempts under way. */
  get size() {
    return this.slots.size;
  }
  /** The attempt's slot, or -1. */
  find(attempt) {
    return this.slots.get(attempt);
  }
  open(attempt, record, now) {
    let slot;
    if (this.freeCount > 0) slot = this.free[--this.freeCount];
    else {
      if (this.used === this.record.length) growColumns(this, COLUMNS4, this.used * 2);
      slot = this.used++;
    }
    this.slots.set(attempt, slot);
    this.dialAt[slot] = now;
    this.ringingAt[slot] = UNSET;
    this.connectedAt[slot] = UNSET;
    this.greetingStartAt[slot] = UNSET;
    this.greetingEndAt[slot] = UNSET;
    this.verdictAt[slot] = UNSET;
    this.agentAt[slot] = UNSET;
    this.droppedAt[slot] = UNSET;
    this.hangupAt[slot] = UNSET;
    this.record[slot] = record;
    this.agent[slot] = -1;
    this.who[slot] = WHO_UNKNOWN;
    this.said[slot] = SAID_NOTHING;
    this.scored[slot] = 0;
    this.settled[slot] = 0;
    this.cancelled[slot] = 0;
    this.live[slot] = 0;
    return slot;
  }
  close(attempt, slot) {
    this.slots.delete(attempt);
    this.free[this.freeCount++] = slot;
  }
  /** The slot's instants as abandon rules read them: one object, refilled. */
  answeredCall(slot) {
    const call = this.call;
    call.connectedAt = this.connectedAt[slot];
    call.greetingStartAt = this.greetingStartAt[slot];
    call.greetingEndAt = this.greetingEndAt[slot];
    call.agentAt = this.agentAt[slot];
    call.droppedAt = this.droppedAt[slot];
    call.hangupAt = this.hangupAt[slot];
    return call;
  }
};
var CAPACITY = 256;
var COLUMNS4 = [
  "dialAt",
  "ringingAt",
  "connectedAt",
  "greetingStartAt",
  "greetingEndAt",
  "verdictAt",
  "agentAt",
  "droppedAt",
  "hangupAt",
  "record",
  "agent",
  "day",
  "bin",
  "who",
  "said",
  "scored",
  "settled",
  "cancelled",
  "live",
  "free"
];

// src/measure/recording/customersRecorder.ts
var CustomersRecorder = class {
  waits = new LogHistogram();
  waitsFromVerdict = new LogHistogram();
  waited = 0;
  drops = 0;
  dropWaitSumMs = 0;
  /** A person in the scoring interval was connected to an agent. */
  connected(waitMs, fromVerdictMs) {
    this.waits.add(waitMs);
    this.waitsFromVerdict.add(fromVerdictMs);
    if (waitMs > 0) this.waited++;
  }
  /** A person in the scoring interval was dropped. */
  dropped(waitMs) {
    this.drops++;
    this.dropWaitSumMs += waitMs;
  }
  result() {
    const { waits, waitsFromVerdict } = this;
    return {
      waitMeanMs: waits.mean(),
      waitP95Ms: waits.quantile(0.95),
      fromVerdict: { waitMeanMs: waitsFromVerdict.mean(), waitP95Ms: waitsFromVerdict.quantile(0.95) },
      waitedShare: waits.count === 0 ? null : this.waited / waits.count,
      dropWaitMeanMs: this.drops === 0 ? null : this.dropWaitSumMs / this.drops
    };
  }
};

// src/measure/recording/callsRecorder.ts
var CallsRecorder = class {
  abandon;
  customers = new CustomersRecorder();
  table = new AttemptTable();
  dials = 0;
  input;
  clock;
  series;
  list;
  callbacks;
  firstRuleCountsFalsePositives;
  outcomes = new Float64Array(OUTCOMES.length);
  fax = 0;
  liveAnswers = 0;
  constructor(input, clock, series2, list2, callbacks) {
    this.input = input;
    this.clock = clock;
    this.series = series2;
    this.list = list2;
    this.callbacks = callbacks;
    this.abandon = new AbandonRecorder(input, clock);
    this.firstRuleCountsFalsePositives = input.rules[0]?.falsePositives === "truth";
  }
  dial(attempt, record) {
    const { clock } = this;
    this.table.open(attempt, record, clock.now);
    if (this.abandon.firstDialDay < 0) this.abandon.firstDialDay = clock.dayAt(clock.now);
    if (!clock.scoring) return;
    this.dials++;
    this.series.dials[clock.bin]++;
  }
  /** Who really answered; it may come just before or just after the event of the answer. */
  truth(attempt, who, greetingStartAt, greetingEndAt) {
    const { table } = this;
    const slot = table.find(attempt);
    if (slot < 0) return;
    table.who[slot] = who === "person" ? WHO_PERSON : who === "machine" ? WHO_MACHINE : WHO_FAX;
    if (this.input.greetingKnown) this.greeting(slot, greetingStartAt, greetingEndAt);
    this.countLiveAnswer(slot);
  }
  answered(attempt, verdict) {
    const { clock, table } = this;
    const slot = table.find(attempt);
    if (slot < 0 || table.connectedAt[slot] !== UNSET) return;
    table.connectedAt[slot] = clock.now;
    if (verdict !== "pending") {
      table.verdictAt[slot] = clock.now;
      table.said[slot] = verdict === "person" ? SAID_PERSON : verdict === "machine" ? SAID_MACHINE : SAID_NOTHING;
    }
    table.scored[slot] = clock.scoring ? 1 : 0;
    table.day[slot] = clock.day;
    table.bin[slot] = clock.bin;
    this.countLiveAnswer(slot);
  }
  /** Events of an attempt other than its answer. */
  event(event) {
    const { table } = this;
    const slot = table.find(event.attempt);
    if (slot < 0) return;
    if (event.kind === "attemptRinging") table.ringingAt[slot] = event.at;
    else if (event.kind === "attemptClassified") {
      table.verdictAt[slot] = event.at;
      table.said[slot] = event.machine ? SAID_MACHINE : SAID_PERSON;
      const unseen = table.greetingStartAt[slot] === UNSET && table.greetingEndAt[slot] === UNSET;
      if (this.input.greetingKnown && !this.input.truthKnown && unseen) this.greeting(slot, event.greetingStartAt, event.greetingEndAt);
    } else if (event.kind === "attemptEnded" && event.cause === "customerHangup") table.hangupAt[slot] = event.at;
  }
  /** Returns whether the agent got a person, as far as known. */
  connect(attempt, agent) {
    const { table } = this;
    const slot = table.find(attempt);
    if (slot < 0) return false;
    table.agentAt[slot] = this.clock.now;
    table.agent[slot] = agent;
    if (table.settled[slot] === 0) this.settle(slot, "answered");
    return table.who[slot] === WHO_PERSON || table.who[slot] === WHO_UNKNOWN;
  }
  drop(attempt) {
    const slot = this.table.find(attempt);
    if (slot >= 0) this.table.droppedAt[slot] = this.clock.now;
  }
  cancel(attempt) {
    const slot = this.table.find(attempt);
    if (slot >= 0) this.table.cancelled[slot] = 1;
  }
  /** Returns whether the attempt was known. */
  over(attempt, outcome) {
    const { clock, table } = this;
    const slot = table.find(attempt);
    if (slot < 0) return false;
    const answered = table.connectedAt[slot] !== UNSET;
    if (answered && table.settled[slot] === 0) this.settle(slot, outcome);
    if (answered ? table.scored[slot] === 1 : clock.scoring) {
      this.outcomes[Outcome[outcome]]++;
      if (outcome === "machine" && table.who[slot] === WHO_FAX) this.fax++;
      const short = !answered && this.rangTooShort(slot, outcome);
      const day = answered ? table.day[slot] : clock.day;
      this.abandon.attempt(day, answered ? table.connectedAt[slot] : clock.now, short ? FACT.attempts | FACT.shortRings : FACT.attempts);
      this.list.attempted(table.record[slot]);
    }
    table.close(attempt, slot);
    return true;
  }
  /** Throws an `Error` when a drained, simulated run lost or doubled a person who answered. */
  counts() {
    const facts = this.abandon.totals();
    const liveAnswers = this.input.truthKnown ? this.liveAnswers : facts.persons - facts.falsePositives;
    const accounted = facts.connects + facts.dropped + facts.customerHangups + facts.falsePositives + facts.lost;
    if (this.input.truthKnown && this.table.size === 0 && liveAnswers !== accounted) {
      throw new Error(`bug: ${liveAnswers} persons answered, but ${facts.connects} were connected, ${facts.dropped} dropped, ${facts.customerHangups} hung up, ${facts.falsePositives} were taken for machines and ${facts.lost} were lost`);
    }
    const estimated = facts.machineVerdicts * this.input.falsePositiveShare;
    const nuisance = facts.dropped + facts.customerHangups + (this.input.truthKnown ? facts.falsePositives : estimated);
    const of = (outcome) => this.outcomes[Outcome[outcome]];
    return {
      dials: this.dials,
      attempts: facts.attempts,
      turns: this.list.turns,
      countedAttempts: this.list.countedAttempts,
      liveAnswers,
      machines: of("machine"),
      fax: this.fax,
      noAnswer: of("noAnswer"),
      busy: of("busy"),
      rejected: of("rejected"),
      invalidNumber: of("invalidNumber"),
      congestion: of("congestion"),
      cancelled: of("cancelled"),
      unknown: of("unknown"),
      shortRings: facts.shortRings,
      connects: facts.connects,
      machineConnects: facts.machineConnects,
      dropped: facts.dropped,
      droppedAny: facts.droppedAny,
      customerHangups: facts.customerHangups,
      amdFalsePositives: facts.falsePositives,
      amdFalsePositivesEstimated: estimated,
      amdFalseNegatives: facts.falseNegatives,
      lateConnects: this.abandon.lateConnects(),
      nuisance,
      nuisanceRate: liveAnswers > 0 ? nuisance / liveAnswers : null
    };
  }
  greeting(slot, startAt, endAt) {
    this.table.greetingStartAt[slot] = startAt;
    this.table.greetingEndAt[slot] = endAt;
  }
  countLiveAnswer(slot) {
    const { table } = this;
    if (table.live[slot] === 1 || table.who[slot] !== WHO_PERSON || table.connectedAt[slot] === UNSET) return;
    table.live[slot] = 1;
    if (table.scored[slot] === 1) this.liveAnswers++;
  }
  settle(slot, outcome) {
    const { clock, table } = this;
    table.settled[slot] = 1;
    const connected = table.agentAt[slot] !== UNSET;
    if (outcome === "customerHangup" && table.hangupAt[slot] === UNSET) table.hangupAt[slot] = clock.now;
    if (outcome === "dropped" && table.droppedAt[slot] === UNSET) table.droppedAt[slot] = clock.now;
    const who = table.who[slot];
    const person = who === WHO_PERSON || who === WHO_UNKNOWN && outcome !== "machine";
    const record = table.record[slot];
    if (person) this.callbacks.personAnswered(record, connected ? table.agent[slot] : NONE);
    if (table.scored[slot] === 0) return;
    const day = table.day[slot];
    const bits = FACT.answers | (table.said[slot] === SAID_MACHINE ? FACT.machineVerdicts : 0) | (person ? personFacts(connected, outcome) : machineFacts(connected, outcome, table.said[slot] === SAID_PERSON));
    this.abandon.attempt(day, table.connectedAt[slot], bits);
    const offered = connected || outcome === "dropped" || outcome === "customerHangup";
    const failsFirst = offered && this.abandon.offered(day, table.answeredCall(slot), person, connected);
    if (connected) this.list.reached(record);
    if (person) this.bookPerson(slot, connected, outcome, failsFirst);
  }
  bookPerson(slot, connected, outcome, failsFirst) {
    const { series: series2, table } = this;
    const bin = table.bin[slot];
    const answeredAt = table.connectedAt[slot];
    series2.liveAnswers[bin]++;
    if (failsFirst || outcome === "machine" && this.firstRuleCountsFalsePositives) series2.abandoned[bin]++;
    if (connected) {
      series2.connects[bin]++;
      const verdictAt = table.verdictAt[slot];
      this.customers.connected(table.agentAt[slot] - answeredAt, table.agentAt[slot] - (verdictAt === UNSET ? answeredAt : verdictAt));
    } else if (outcome === "dropped") this.customers.dropped(table.droppedAt[slot] - answeredAt);
  }
  /** Ended by us, unanswered, before 15 s of ringing. Where nobody tells when it rang, ringing counts from the dial. */
  rangTooShort(slot, outcome) {
    const rangFrom = this.table.ringingAt[slot] === UNSET ? this.table.dialAt[slot] : this.table.ringingAt[slot];
    const ringMs = this.clock.now - rangFrom;
    if (this.table.cancelled[slot] === 1) return ringMs < RINGING_MIN_MS;
    const { ringLimitMs } = this.input;
    return outcome === "noAnswer" && ringLimitMs !== null && ringLimitMs < RINGING_MIN_MS && ringMs >= ringLimitMs;
  }
};
var RINGING_MIN_MS = 15e3;
function personFacts(connected, outcome) {
  if (connected) return FACT.persons | FACT.connects;
  switch (outcome) {
    case "dropped":
      return FACT.persons | FACT.dropped | FACT.droppedAny;
    case "customerHangup":
      return FACT.persons | FACT.customerHangups;
    case "machine":
      return FACT.persons | FACT.falsePositives;
    case "unknown":
    case "cancelled":
      return FACT.persons | FACT.lost;
    default:
      return FACT.persons;
  }
}
function machineFacts(connected, outcome, saidPerson) {
  const fate = connected ? FACT.machineConnects : outcome === "dropped" ? FACT.droppedAny : 0;
  return saidPerson ? fate | FACT.falseNegatives : fate;
}

// src/measure/recording/listRecorder.ts
var ListRecorder = class {
  turns = 0;
  countedAttempts = 0;
  clock;
  flags = new Uint8Array(1024);
  /** Each record's repeat counter as last told. */
  counters = new Int32Array(1024);
  noneDue = false;
  saidNoneDue = false;
  sawWork = false;
  since = UNSET;
  starvedMs = 0;
  constructor(clock) {
    this.clock = clock;
  }
  created(event) {
    const { record } = event;
    if (record >= this.flags.length) this.grow(record + 1);
    this.flags[record] = event.action === "done" ? CREATED | EXCLUDED : CREATED;
    this.counters[record] = 0;
  }
  /** The record is gone, or was refused. */
  removed(record) {
    if (record < this.flags.length) this.flags[record] = 0;
  }
  attempted(record) {
    this.mark(record, ATTEMPTED);
  }
  reached(record) {
    this.mark(record, REACHED);
  }
  activity(closed) {
    const { record } = closed;
    if (record >= this.flags.length) this.grow(record + 1);
    const raised = closed.attemptsAfter - this.counters[record];
    this.counters[record] = closed.attemptsAfter;
    if (closed.actionAfter === "done") this.flags[record] |= DONE;
    else this.flags[record] &= ~DONE;
    if (!this.clock.scoring) return;
    if (closed.kind === "call") this.turns++;
    if (raised > 0) this.countedAttempts += raised;
  }
  /** The engine found no due record for a dial that it wanted. */
  foundNoneDue() {
    this.saidNoneDue = true;
  }
  /** A record was dialled or shown. */
  foundWork() {
    this.sawWork = true;
  }
  /** A new event begins: what the last one said holds from then until now. */
  eventBegins(now, ready) {
    if (this.saidNoneDue) this.noneDue = true;
    else if (this.sawWork) this.noneDue = false;
    this.saidNoneDue = false;
    this.sawWork = false;
    this.settle(now, ready);
  }
  /** Books the time up to `at`, in which `ready` agents were ready. */
  settle(at, ready) {
    if (this.noneDue && ready > 0 && this.clock.scoring && this.since !== UNSET) this.starvedMs += at - this.since;
    this.since = at;
  }
  result(dials, connects) {
    let records = 0;
    let attempted = 0;
    let reached = 0;
    let final = 0;
    for (const flags of this.flags) {
      if ((flags & (CREATED | EXCLUDED)) !== CREATED) continue;
      records++;
      if ((flags & ATTEMPTED) !== 0) attempted++;
      if ((flags & REACHED) !== 0) reached++;
      if ((flags & DONE) !== 0) final++;
    }
    const ofRecords = (count2) => records === 0 ? null : count2 / records;
    const perConnect = (count2) => connects === 0 ? null : count2 / connects;
    return {
      records,
      dialsPerConnect: perConnect(dials),
      turnsPerConnect: perConnect(this.turns),
      penetration: ofRecords(attempted),
      reached: ofRecords(reached),
      final: ofRecords(final),
      starvedMs: this.starvedMs
    };
  }
  mark(record, flag) {
    if (record >= this.flags.length) this.grow(record + 1);
    this.flags[record] |= flag;
  }
  grow(least) {
    const capacity = Math.max(least, this.flags.length * 2);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
    const counters = new Int32Array(capacity);
    counters.set(this.counters);
    this.counters = counters;
  }
};
var CREATED = 1;
var EXCLUDED = 2;
var ATTEMPTED = 4;
var REACHED = 8;
var DONE = 16;

// src/measure/recording/scoringClock.ts
var ScoringClock = class {
  now = UNSET;
  /** Is `now` in the scoring interval, and in which of its parts (-1: none)? */
  scoring = false;
  part = -1;
  /** Local day and its bin; they mean something only while scoring. */
  day = 0;
  bin = 0;
  /** The next instant at which one of the above changes. */
  nextEdge;
  days;
  binsPerDay;
  parts;
  dayStarts;
  binMs;
  edges;
  next = 0;
  /** Throws a `RangeError` when parts overlap, are empty, or there is no whole day. */
  constructor(plan) {
    if (plan.dayStarts.length < 2) throw new RangeError("dayStarts must hold at least one whole day");
    if (!(plan.binMs > 0)) throw new RangeError(`binMs is ${plan.binMs}; it must be greater than 0`);
    this.dayStarts = plan.dayStarts;
    this.binMs = plan.binMs;
    this.days = plan.dayStarts.length - 1;
    this.parts = joinTouching(plan.scored);
    let longestDay = 0;
    for (let day = 0; day < this.days; day++) longestDay = Math.max(longestDay, plan.dayStarts[day + 1] - plan.dayStarts[day]);
    this.binsPerDay = Math.ceil(longestDay / plan.binMs);
    this.edges = edgesOf(this);
    this.nextEdge = this.edges[0] ?? NEVER;
  }
  /** Goes over `nextEdge`. */
  cross() {
    const at = this.edges[this.next];
    this.next++;
    this.nextEdge = this.edges[this.next] ?? NEVER;
    this.part = this.parts.findIndex(([from, to]) => from <= at && at < to);
    this.scoring = this.part >= 0;
    this.day = this.dayAt(at);
    this.bin = Math.min(this.binsPerDay - 1, Math.max(0, Math.floor((at - this.dayStarts[this.day]) / this.binMs)));
  }
  /** The local day of an instant; instants outside all days count to the nearest. */
  dayAt(at) {
    let low = 0;
    let high = this.days - 1;
    while (low < high) {
      const middle = low + high + 1 >> 1;
      if (this.dayStarts[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  /** Is this instant in the scoring interval? */
  scores(at) {
    return this.parts.some(([from, to]) => from <= at && at < to);
  }
  /** Does the scoring interval have a piece in [from, to)? */
  overlaps(from, to) {
    return this.parts.some((part) => part[0] < to && from < part[1]);
  }
};
function joinTouching(scored) {
  const joined = [];
  for (const [from, to] of scored) {
    const last2 = joined.at(-1);
    if (to <= from || last2 !== void 0 && from < last2[1]) throw new RangeError("the parts of the scoring interval must be ascending, disjoint and not empty");
    if (last2 !== void 0 && from === last2[1]) last2[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}
function edgesOf(clock) {
  const edges = /* @__PURE__ */ new Set();
  for (const [from, to] of clock.parts) {
    edges.add(from).add(to);
    for (let day = clock.dayAt(from); day < clock.days && clock.dayStarts[day] < to; day++) {
      const dayEnd = Math.min(to, clock.dayStarts[day + 1]);
      for (let at = clock.dayStarts[day]; at < dayEnd; at += clock.binMs) {
        if (at > from) edges.add(at);
      }
    }
  }
  return [...edges].sort((a, b) => a - b);
}

// src/measure/recording/seriesRecorder.ts
var SeriesRecorder = class {
  dials;
  liveAnswers;
  abandoned;
  connects;
  /** Agents' time by state and bin: `[state * bins + bin]`. */
  stateMs;
  bins;
  clock;
  waits = new Float64Array(WAIT_BOUNDS_SECONDS.length);
  constructor(clock) {
    this.clock = clock;
    this.bins = clock.binsPerDay;
    this.dials = new Float64Array(this.bins);
    this.liveAnswers = new Float64Array(this.bins);
    this.abandoned = new Float64Array(this.bins);
    this.connects = new Float64Array(this.bins);
    this.stateMs = new Float64Array(this.bins * STATES2);
  }
  waited(waitMs) {
    let bin = 0;
    while (bin < WAIT_BOUNDS_SECONDS.length - 1 && waitMs > WAIT_BOUNDS_SECONDS[bin] * 1e3) bin++;
    this.waits[bin]++;
  }
  /** Bins from the first to the last that the scoring interval touches on any day. */
  result() {
    const bins = [];
    const { first, last: last2 } = this.touchedBins();
    for (let bin = first; bin <= last2; bin++) {
      bins.push({
        at: bin * this.clock.binMs,
        dials: this.dials[bin],
        liveAnswers: this.liveAnswers[bin],
        abandoned: this.abandoned[bin],
        connects: this.connects[bin],
        talkMs: this.timeIn(AgentState.talking, bin),
        wrapMs: this.timeIn(AgentState.wrapping, bin),
        readyMs: this.timeIn(AgentState.ready, bin),
        reservedMs: this.timeIn(AgentState.reserved, bin),
        pausedMs: this.timeIn(AgentState.paused, bin)
      });
    }
    return { binMs: this.clock.binMs, bins, waits: WAIT_BOUNDS_SECONDS.map((upToSeconds, index) => ({ upToSeconds, count: this.waits[index] })) };
  }
  timeIn(state, bin) {
    return this.stateMs[state * this.bins + bin];
  }
  touchedBins() {
    let first = this.bins;
    let last2 = -1;
    const { dayStarts, binMs } = this.clock;
    for (let day = 0; day < this.clock.days; day++) {
      for (let bin = 0; bin < this.bins; bin++) {
        const from = dayStarts[day] + bin * binMs;
        if (!this.clock.overlaps(from, Math.min(from + binMs, dayStarts[day + 1]))) continue;
        first = Math.min(first, bin);
        last2 = Math.max(last2, bin);
      }
    }
    return { first, last: last2 };
  }
};
var STATES2 = Object.keys(AgentState).length;
var WAIT_BOUNDS_SECONDS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 1200, 3600, 86400];

// src/measure/statistics/timeWeightedHistogram.ts
var TimeWeightedHistogram = class {
  weights = new Float64Array(64);
  total = 0;
  highest = -1;
  /** The level stood at `level` (a whole number >= 0) for `durationMs` >= 0. A duration of 0 counts for the maximum only. */
  add(level, durationMs) {
    if (level >= this.weights.length) this.grow(level + 1);
    this.weights[level] += durationMs;
    this.total += durationMs;
    if (level > this.highest) this.highest = level;
  }
  /** Highest level seen; 0 before any. */
  get max() {
    return Math.max(0, this.highest);
  }
  /** Mean over time, or null when no time has passed. */
  mean() {
    if (this.total === 0) return null;
    let area = 0;
    for (let level = 1; level <= this.highest; level++) area += level * this.weights[level];
    return area / this.total;
  }
  /** The lowest level that is not exceeded for at least `share` of the time; null when no time has passed. */
  quantile(share) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`TimeWeightedHistogram: the share is ${share}; it must be in [0, 1]`);
    if (this.total === 0) return null;
    let time = 0;
    for (let level = 0; level <= this.highest; level++) {
      time += this.weights[level];
      if (time > 0 && time >= share * this.total) return level;
    }
    return this.highest;
  }
  grow(least) {
    const grown4 = new Float64Array(Math.max(least, this.weights.length * 2));
    grown4.set(this.weights);
    this.weights = grown4;
  }
};

// src/measure/recording/trunksRecorder.ts
var TrunksRecorder = class {
  clock;
  levels = new TimeWeightedHistogram();
  inUse = 0;
  since = UNSET;
  second = -1;
  starts = 0;
  startsPeak = 0;
  constructor(clock) {
    this.clock = clock;
  }
  dialled() {
    const { now, scoring } = this.clock;
    this.settle(now);
    this.inUse++;
    if (!scoring) return;
    this.levels.add(this.inUse, 0);
    const second = Math.floor(now / 1e3);
    if (second !== this.second) {
      this.second = second;
      this.starts = 0;
    }
    this.starts++;
    if (this.starts > this.startsPeak) this.startsPeak = this.starts;
  }
  released() {
    this.settle(this.clock.now);
    this.inUse--;
  }
  /** Books the time up to `at`. */
  settle(at) {
    if (this.clock.scoring && at > this.since && this.since !== UNSET) this.levels.add(this.inUse, at - this.since);
    this.since = at;
  }
  result() {
    return { peak: this.levels.max, p99: this.levels.quantile(0.99), startsPeak: this.startsPeak };
  }
};

// src/measure/recorder.ts
function createRecorder(input) {
  return new RunRecorder(input);
}
var QUARTER_HOUR_MS = 9e5;
var RunRecorder = class {
  clock;
  charts;
  agents;
  list;
  callbacks;
  trunks;
  calls;
  clippedDials = new Float64Array(CLIP_CAUSES.length);
  /** Records that the present event creates or deletes, until it is clear that the engine did not refuse it. */
  creating = -1;
  deleting = -1;
  finished = false;
  constructor(input) {
    const truthKnown = input.truthKnown ?? true;
    this.clock = new ScoringClock({ scored: input.scored, dayStarts: input.dayStarts, binMs: input.binMs ?? QUARTER_HOUR_MS });
    this.charts = new SeriesRecorder(this.clock);
    this.agents = new AgentsRecorder(input.agents, this.clock, this.charts);
    this.list = new ListRecorder(this.clock);
    this.callbacks = new CallbacksRecorder(this.clock, input.callingWindows ?? null);
    this.trunks = new TrunksRecorder(this.clock);
    const callsInput = {
      rules: input.rules,
      falsePositiveShare: input.falsePositiveShare ?? 0,
      truthKnown,
      greetingKnown: input.greetingKnown ?? truthKnown,
      monthStarts: input.monthStarts ?? null,
      ringLimitMs: input.ringLimitMs ?? null
    };
    this.calls = new CallsRecorder(callsInput, this.clock, this.charts, this.list, this.callbacks);
  }
  event(event) {
    if (this.deleting >= 0) this.applyDeletion();
    this.creating = -1;
    this.advance(event.at);
    this.list.eventBegins(event.at, this.agents.readyCount);
    switch (event.kind) {
      case "attemptAnswered":
        this.calls.answered(event.attempt, event.verdict);
        return;
      case "attemptRinging":
      case "attemptClassified":
      case "attemptEnded":
        this.calls.event(event);
        return;
      case "recordCreated":
        this.creating = event.record;
        this.list.created(event);
        if (event.action === "rescheduledByAgent") this.callbacks.created(event.record, event.nextCallAt, event.hardOwner, event.softOwner);
        return;
      case "recordDeleted":
        this.deleting = event.record;
        return;
      default:
    }
  }
  answered(attempt, who, greetingStartAt, greetingEndAt) {
    this.calls.truth(attempt, who, greetingStartAt, greetingEndAt);
  }
  dial(attempt, record, _phone, _dialNumber, _agent) {
    this.calls.dial(attempt, record);
    this.trunks.dialled();
    this.list.foundWork();
    this.callbacks.dialled(record);
  }
  connect(attempt, agent) {
    this.agents.connected(agent, this.calls.connect(attempt, agent));
  }
  drop(attempt) {
    this.calls.drop(attempt);
  }
  hangUp(_attempt) {
  }
  cancel(attempt) {
    this.calls.cancel(attempt);
  }
  attemptOver(attempt, outcome) {
    if (this.calls.over(attempt, outcome)) this.trunks.released();
  }
  showRecord(_agent, _record) {
    this.list.foundWork();
  }
  agentState(agent, state) {
    this.agents.changed(agent, state);
  }
  callAgent(_agent) {
  }
  activity(closed) {
    this.list.activity(closed);
    this.callbacks.activity(closed);
  }
  blockNumber(_number, _scope, _record, _status) {
  }
  batchDone(_batch, _agent, _done, _inUse, _blocked, _limitReached) {
  }
  rejected(record, _reason) {
    if (record === this.deleting) this.deleting = -1;
    if (record !== this.creating) return;
    this.list.removed(record);
    this.callbacks.forget(record);
  }
  clipped(cause, count2) {
    if (cause === "due") this.list.foundNoneDue();
    if (this.clock.scoring) this.clippedDials[CLIP_CAUSES.indexOf(cause)] += count2;
  }
  finish(at) {
    if (this.finished) return;
    this.finished = true;
    if (this.deleting >= 0) this.applyDeletion();
    this.advance(at);
    this.list.eventBegins(at, this.agents.readyCount);
    this.agents.settle(at);
    this.trunks.settle(at);
    if (this.clock.scoring) this.agents.partEnded(this.clock.part);
  }
  result(replication, seed, digest) {
    this.finish(this.clock.now);
    const { parts } = this.clock;
    const counts = this.calls.counts();
    return {
      replication,
      seed,
      digest,
      interval: { from: parts[0]?.[0] ?? 0, to: parts.at(-1)?.[1] ?? 0 },
      counts,
      abandon: this.calls.abandon.result(),
      agents: this.agents.result(),
      customers: this.calls.customers.result(),
      list: this.list.result(counts.dials, counts.connects),
      callbacks: this.callbacks.result(),
      trunks: this.trunks.result(),
      pacing: { clippedDials: Object.fromEntries(CLIP_CAUSES.map((cause, index) => [cause, this.clippedDials[index]])) },
      comparison: { gapClosed: null, regret: null, capShare: null }
    };
  }
  series() {
    this.finish(this.clock.now);
    return this.charts.result();
  }
  advance(at) {
    const { clock } = this;
    if (at < clock.now) throw new Error(`bug: time goes back from ${clock.now} to ${at}`);
    while (at >= clock.nextEdge) this.crossEdge(clock.nextEdge);
    clock.now = at;
  }
  crossEdge(edge) {
    const { clock } = this;
    this.agents.settle(edge);
    this.trunks.settle(edge);
    this.list.settle(edge, this.agents.readyCount);
    const part = clock.part;
    clock.cross();
    if (part >= 0 && clock.part !== part) this.agents.partEnded(part);
  }
  applyDeletion() {
    this.callbacks.withdrawn(this.deleting);
    this.list.removed(this.deleting);
    this.deleting = -1;
  }
};

// src/world/codes.ts
var RECORD_CREATED = 1;
var CAMPAIGN_STARTED = 2;
var CALL_ANSWERED = 10;
var CALL_CLASSIFIED = 11;
var CALL_ENDED = 12;
var SIGN_IN = 20;
var SIGN_OUT_ANNOUNCED = 21;
var SIGN_OUT = 22;
var SIGN_IN_LATE = 23;
var BREAK_ANNOUNCED = 24;
var BREAK_STARTED = 25;
var PAUSE_OVER = 26;
var PAUSE_DUE = 27;
var WRAP_OVER = 28;
var RECORD_SAVED = 29;
var READY_CHECK = 30;
var BREAKS_MAX = 64;

// src/world/distributions/constant.ts
function constant(value) {
  return {
    mean: value,
    variance: 0,
    sample: () => value,
    cdf: (x) => x >= value ? 1 : 0,
    partialMean: (x) => x >= value ? value : 0
  };
}

// src/world/distributions/empirical.ts
function empirical(quantiles2) {
  const last2 = quantiles2.length - 1;
  if (last2 < 1 || quantiles2[0][0] !== 0 || quantiles2[last2][0] !== 1) throw new RangeError("empirical: shares must run from 0 to 1");
  for (let i = 1; i <= last2; i++) {
    if (!(quantiles2[i][0] >= quantiles2[i - 1][0]) || !(quantiles2[i][1] >= quantiles2[i - 1][1])) {
      throw new RangeError("empirical: neither shares nor values may decrease");
    }
  }
  return new Empirical(quantiles2);
}
var Empirical = class {
  mean;
  variance;
  shares;
  values;
  constructor(quantiles2) {
    this.shares = Float64Array.from(quantiles2, (point) => point[0]);
    this.values = Float64Array.from(quantiles2, (point) => point[1]);
    let mean = 0;
    for (let i = 1; i < this.shares.length; i++) mean += (this.shares[i] - this.shares[i - 1]) * (this.values[i] + this.values[i - 1]) / 2;
    let variance = 0;
    for (let i = 1; i < this.shares.length; i++) {
      const from = this.values[i - 1] - mean;
      const to = this.values[i] - mean;
      variance += (this.shares[i] - this.shares[i - 1]) * (from * from + from * to + to * to) / 3;
    }
    this.mean = mean;
    this.variance = variance;
  }
  sample(random) {
    const share = random.next();
    const shares2 = this.shares;
    let low = 1;
    let high = shares2.length - 1;
    while (low < high) {
      const middle = low + high >> 1;
      if (shares2[middle] > share) high = middle;
      else low = middle + 1;
    }
    const from = this.values[low - 1];
    const start = shares2[low - 1];
    return from + (this.values[low] - from) * (share - start) / (shares2[low] - start);
  }
  cdf(x) {
    let share = 0;
    for (let i = 1; i < this.shares.length; i++) share += this.massUpTo(i, x);
    return Math.min(1, share);
  }
  partialMean(x) {
    let sum = 0;
    for (let i = 1; i < this.shares.length; i++) sum += this.massUpTo(i, x) * (this.values[i - 1] + Math.min(x, this.values[i])) / 2;
    return sum;
  }
  /** How much probability of the segment that ends at point i lies at or below x. */
  massUpTo(i, x) {
    const from = this.values[i - 1];
    const to = this.values[i];
    const mass = this.shares[i] - this.shares[i - 1];
    if (x >= to) return mass;
    return x <= from ? 0 : mass * (x - from) / (to - from);
  }
};

// src/world/distributions/exponential.ts
function exponential(mean) {
  if (!(mean > 0)) throw new RangeError(`exponential: the mean ${mean} is not positive`);
  return new Exponential(mean);
}
var Exponential = class {
  mean;
  variance;
  constructor(mean) {
    this.mean = mean;
    this.variance = mean * mean;
  }
  sample(random) {
    return -this.mean * Math.log(1 - random.next());
  }
  cdf(x) {
    return x <= 0 ? 0 : -Math.expm1(-x / this.mean);
  }
  partialMean(x) {
    return x <= 0 ? 0 : this.mean * this.cdf(x) - x * Math.exp(-x / this.mean);
  }
};

// src/world/distributions/normalQuantile.ts
function normalQuantile(p) {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return q * (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438) * r + 3.3871328727963665) / (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091) * r + 1);
  }
  return tailQuantile(p, q);
}
function tailQuantile(p, q) {
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? q < 0 ? -Infinity : Infinity : NaN;
  const distance = Math.sqrt(-Math.log(tail));
  const value = distance <= 5 ? middleTail(distance - 1.6) : farTail(distance - 5);
  return q < 0 ? -value : value;
}
function middleTail(r) {
  return (((((((7745450142783414e-19 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r + 4.630337846156546) * r + 1.4234371107496835) / (((((((10507500716444169e-25 * r + 5475938084995345e-19) * r + 0.015198666563616457) * r + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r + 2.053191626637759) * r + 1);
}
function farTail(r) {
  return (((((((20103343992922881e-23 * r + 27115555687434876e-21) * r + 0.0012426609473880784) * r + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) * r + 5.463784911164114) * r + 6.657904643501103) / (((((((20442631033899397e-31 * r + 1421511758316446e-22) * r + 18463183175100548e-21) * r + 7868691311456133e-19) * r + 0.014875361290850615) * r + 0.1369298809227358) * r + 0.599832206555888) * r + 1);
}

// src/world/distributions/regularizedGamma.ts
import { gammaln } from "simple-statistics";
function regularizedGamma(a, x) {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const scale = Math.exp(a * Math.log(x) - x - gammaln(a));
  return x < a + 1 ? scale * series(a, x) : 1 - scale * fraction(a, x);
}
var STEPS_MAX2 = 1e4;
var PRECISION = 1e-16;
function series(a, x) {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < STEPS_MAX2 && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}
function fraction(a, x) {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < STEPS_MAX2; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION * 4) break;
  }
  return value;
}
function nonZero(value, tiny) {
  return Math.abs(value) < tiny ? tiny : value;
}

// src/world/distributions/gamma.ts
function gamma(mean, cv) {
  if (!(mean > 0) || !(cv >= 0)) throw new RangeError(`gamma: mean ${mean} or cv ${cv} is impossible`);
  return cv === 0 ? constant(mean) : new Gamma(mean, cv);
}
var Gamma = class {
  mean;
  variance;
  shape;
  scale;
  offset;
  slope;
  constructor(mean, cv) {
    this.mean = mean;
    this.variance = (mean * cv) ** 2;
    this.shape = 1 / (cv * cv);
    this.scale = mean * cv * cv;
    this.offset = (this.shape < 1 ? this.shape + 1 : this.shape) - 1 / 3;
    this.slope = 1 / Math.sqrt(9 * this.offset);
  }
  sample(random) {
    for (; ; ) {
      const normal = normalQuantile(random.next());
      const root = 1 + this.slope * normal;
      if (root <= 0) continue;
      const cube = root * root * root;
      const uniform2 = 1 - random.next();
      if (Math.log(uniform2) < 0.5 * normal * normal + this.offset * (1 - cube + Math.log(cube))) {
        const value = this.offset * cube * this.scale;
        return this.shape < 1 ? value * (1 - random.next()) ** (1 / this.shape) : value;
      }
    }
  }
  cdf(x) {
    return regularizedGamma(this.shape, x / this.scale);
  }
  partialMean(x) {
    return this.mean * regularizedGamma(this.shape + 1, x / this.scale);
  }
};

// src/world/distributions/normalCdf.ts
function normalCdf(x) {
  if (Number.isNaN(x)) return NaN;
  if (x > SERIES_MAX) return 1 - upperTail(x);
  if (x < -SERIES_MAX) return upperTail(-x);
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && term !== 0; k += 2) {
    term *= x * x / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}
function normalDensity(x) {
  return Math.exp(-0.5 * x * x) * INVERSE_SQRT_TWO_PI;
}
var SERIES_MAX = 2.5;
var INVERSE_SQRT_TWO_PI = 0.3989422804014327;
function upperTail(x) {
  if (x > 40) return 0;
  let denominator = x;
  for (let k = FRACTION_DEPTH; k >= 1; k--) denominator = x + k / denominator;
  return normalDensity(x) / denominator;
}
var FRACTION_DEPTH = 120;

// src/world/distributions/lognormal.ts
function lognormal(mu, sigma) {
  if (!(sigma >= 0)) throw new RangeError(`lognormal: sigma ${sigma} is negative`);
  return sigma === 0 ? constant(Math.exp(mu)) : new Lognormal(mu, sigma);
}
function lognormalOfMean(mean, cv) {
  if (!(mean > 0) || !(cv >= 0)) throw new RangeError(`lognormal: mean ${mean} or cv ${cv} is impossible`);
  const variance = Math.log1p(cv * cv);
  return lognormal(Math.log(mean) - variance / 2, Math.sqrt(variance));
}
var Lognormal = class {
  mean;
  variance;
  mu;
  sigma;
  constructor(mu, sigma) {
    this.mu = mu;
    this.sigma = sigma;
    this.mean = Math.exp(mu + sigma * sigma / 2);
    this.variance = this.mean * this.mean * Math.expm1(sigma * sigma);
  }
  sample(random) {
    return Math.exp(this.mu + this.sigma * normalQuantile(random.next()));
  }
  cdf(x) {
    return x <= 0 ? 0 : normalCdf((Math.log(x) - this.mu) / this.sigma);
  }
  partialMean(x) {
    return x <= 0 ? 0 : this.mean * normalCdf((Math.log(x) - this.mu) / this.sigma - this.sigma);
  }
};

// src/world/distributions/mixture.ts
function mixture(parts) {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (!(total > 0) || parts.some((part) => !(part.weight >= 0))) throw new RangeError("mixture: weights must be >= 0 with a positive sum");
  const used = parts.filter((part) => part.weight > 0);
  if (used.length === 1) return used[0].of;
  return new Mixture(used.map((part) => part.weight / total), used.map((part) => part.of));
}
var Mixture = class {
  mean;
  variance;
  weights;
  parts;
  /** Upper bounds of all parts but the last, which takes the rest. */
  bounds;
  constructor(weights, parts) {
    this.weights = weights;
    this.parts = parts;
    this.bounds = new Float64Array(parts.length - 1);
    let bound = 0;
    for (let i = 0; i < this.bounds.length; i++) this.bounds[i] = bound += weights[i];
    this.mean = this.weighted((part) => part.mean);
    this.variance = this.weighted((part) => part.variance + (part.mean - this.mean) ** 2);
  }
  sample(random) {
    const share = random.next();
    const bounds = this.bounds;
    let part = 0;
    while (part < bounds.length && share >= bounds[part]) part++;
    return this.parts[part].sample(random);
  }
  cdf(x) {
    return this.weighted((part) => part.cdf(x));
  }
  partialMean(x) {
    return this.weighted((part) => part.partialMean(x));
  }
  weighted(value) {
    return this.parts.reduce((sum, part, i) => sum + this.weights[i] * value(part), 0);
  }
};

// src/world/distributions/truncatedNormal.ts
function truncatedNormal(mean, sd, min, max) {
  if (!(max >= min) || !(sd >= 0)) throw new RangeError(`normal: sd ${sd} or limits [${min}, ${max}] are impossible`);
  if (sd === 0 || max === min) return constant(Math.min(max, Math.max(min, mean)));
  return new TruncatedNormal(mean, sd, min, max);
}
var TruncatedNormal = class {
  mean;
  variance;
  /** -1 when the distribution is held mirrored: a piece of the upper tail is measured more exactly as one of the lower. */
  sign;
  centre;
  sd;
  min;
  max;
  below;
  between;
  densityAtMin;
  constructor(mean, sd, min, max) {
    const mirrored = mean < min;
    this.sign = mirrored ? -1 : 1;
    this.centre = this.sign * mean;
    this.sd = sd;
    this.min = mirrored ? -max : min;
    this.max = mirrored ? -min : max;
    const alpha = (this.min - this.centre) / sd;
    const beta = (this.max - this.centre) / sd;
    this.below = normalCdf(alpha);
    this.between = normalCdf(beta) - this.below;
    if (!(this.between > 0)) throw new RangeError(`normal: nothing of N(${mean}, ${sd}) lies in [${min}, ${max}]`);
    this.densityAtMin = normalDensity(alpha);
    const shift2 = (this.densityAtMin - normalDensity(beta)) / this.between;
    this.mean = this.sign * (this.centre + sd * shift2);
    this.variance = sd * sd * (1 + (timesDensity(alpha) - timesDensity(beta)) / this.between - shift2 * shift2);
  }
  sample(random) {
    const value = this.centre + this.sd * normalQuantile(this.below + this.between * random.next());
    return this.sign * (value < this.min ? this.min : value > this.max ? this.max : value);
  }
  cdf(x) {
    return this.sign === 1 ? this.cdfUpTo(x) : 1 - this.cdfUpTo(-x);
  }
  partialMean(x) {
    return this.sign === 1 ? this.partialMeanUpTo(x) : this.mean + this.partialMeanUpTo(-x);
  }
  cdfUpTo(x) {
    if (x <= this.min) return 0;
    if (x >= this.max) return 1;
    return (normalCdf((x - this.centre) / this.sd) - this.below) / this.between;
  }
  partialMeanUpTo(x) {
    if (x <= this.min) return 0;
    const density = normalDensity((Math.min(x, this.max) - this.centre) / this.sd);
    return this.centre * this.cdfUpTo(x) + this.sd * (this.densityAtMin - density) / this.between;
  }
};
function timesDensity(x) {
  return Number.isFinite(x) ? x * normalDensity(x) : 0;
}

// src/world/distributions/uniform.ts
function uniform(min, max) {
  if (!(max >= min)) throw new RangeError(`uniform: max ${max} is below min ${min}`);
  return max === min ? constant(min) : new Uniform(min, max);
}
var Uniform = class {
  mean;
  variance;
  min;
  length;
  constructor(min, max) {
    this.min = min;
    this.length = max - min;
    this.mean = (min + max) / 2;
    this.variance = this.length ** 2 / 12;
  }
  sample(random) {
    return this.min + this.length * random.next();
  }
  cdf(x) {
    return Math.min(1, Math.max(0, (x - this.min) / this.length));
  }
  partialMean(x) {
    const share = this.cdf(x);
    return share * (this.min + this.length * share / 2);
  }
};

// src/world/distributions/compile.ts
function compileDistribution(spec) {
  switch (spec.distribution) {
    case "constant":
      return constant(spec.value);
    case "uniform":
      return uniform(spec.min, spec.max);
    case "exponential":
      return exponential(spec.mean);
    case "normal":
      return truncatedNormal(spec.mean, spec.sd, spec.min, spec.max);
    case "lognormal":
      return "mu" in spec ? lognormal(spec.mu, spec.sigma) : lognormalOfMean(spec.mean, spec.cv);
    case "gamma":
      return gamma(spec.mean, spec.cv);
    case "mixture":
      return mixture(spec.parts.map((part) => ({ weight: part.weight, of: compileDistribution(part.of) })));
    case "empirical":
      return empirical(spec.quantiles);
  }
}

// src/world/keyedDuration.ts
var KeyedDuration = class {
  stream;
  sampler;
  /** The duration when it is always the same, or -1: constants need no stream. */
  constantMs;
  constructor(key, sampler) {
    this.stream = createKeyedStream(key);
    this.sampler = sampler;
    this.constantMs = sampler.variance === 0 ? toMillis(sampler.mean) : -1;
  }
  /** Whole milliseconds, >= 0. */
  draw(entity, occasion) {
    return this.constantMs >= 0 ? this.constantMs : toMillis(this.sampler.sample(this.stream.at(entity, occasion)));
  }
};
function toMillis(seconds2) {
  return seconds2 > 0 ? Math.floor(seconds2 * 1e3 + 0.5) : 0;
}

// src/world/agentDays.ts
var AgentDays = class {
  /** Set by `drawBreak`. */
  breakAt = 0;
  breakMs = 0;
  /** Set by `drawPause`: staffed time before the pause, and its length. */
  pauseAfterMs = 0;
  pauseMs = 0;
  plans;
  signIns;
  signOuts;
  breaks;
  pauses;
  /** Agents share the objects of their distributions more often than not: each is compiled once. */
  samplers = /* @__PURE__ */ new Map();
  constructor(plans, seed) {
    this.plans = plans;
    this.signIns = createKeyedStream(streamKey(seed, "agents/signIn"));
    this.signOuts = createKeyedStream(streamKey(seed, "agents/signOut"));
    this.breaks = createKeyedStream(streamKey(seed, "agents/breaks"));
    this.pauses = createKeyedStream(streamKey(seed, "agents/pauses"));
  }
  get agents() {
    return this.plans.length;
  }
  /** The plan of a day on which the agent is there. */
  plan(agent, day) {
    return this.plans[agent][day];
  }
  /** The first day from `from` on, on which the agent is there; -1: none. */
  nextDay(agent, from) {
    const days = this.plans[agent];
    for (let day = from; day < days.length; day++) if (days[day] !== null) return day;
    return -1;
  }
  signInAt(agent, day) {
    const plan = this.plan(agent, day);
    return plan.signInAt + this.milliseconds(plan.signInDelay, this.signIns.at(agent, day));
  }
  signOutAt(agent, day) {
    const plan = this.plan(agent, day);
    return plan.signOutAt + this.milliseconds(plan.signOutDelay, this.signOuts.at(agent, day));
  }
  /** Start and length of a break. */
  drawBreak(agent, day, index) {
    const plan = this.plan(agent, day).breaks[index];
    const stream = this.breaks.at(agent, day * BREAKS_MAX + index);
    this.breakAt = plan.from + Math.floor((plan.to - plan.from) * stream.next() + 0.5);
    this.breakMs = this.milliseconds(plan.length, stream);
  }
  /** Unannounced pause `index` of the day; false: this agent makes none. */
  drawPause(agent, day, index) {
    const plan = this.plan(agent, day).unannouncedPauses;
    if (plan === null) return false;
    const stream = this.pauses.at(agent, day * PAUSES_MAX + index);
    this.pauseAfterMs = this.milliseconds(plan.after, stream);
    this.pauseMs = this.milliseconds(plan.length, stream);
    return true;
  }
  milliseconds(spec, stream) {
    let sampler = this.samplers.get(spec);
    if (sampler === void 0) this.samplers.set(spec, sampler = compileDistribution(spec));
    return toMillis(sampler.sample(stream));
  }
};
var PAUSES_MAX = 4096;

// src/world/dayPlan.ts
var SIGN_OUT_NOTICE_MS = 6e4;
function planSignIn(days, calendar2, now, agent, from) {
  const day = days.nextDay(agent, from);
  if (day >= 0) calendar2.push(Math.max(now, days.signInAt(agent, day)), SIGN_IN, agent, day);
}
function planDay(days, calendar2, now, agent, day) {
  const plan = days.plan(agent, day);
  for (let index = 0; index < plan.breaks.length; index++) {
    days.drawBreak(agent, day, index);
    const { breakAt } = days;
    const noticeMs = plan.breaks[index].announcedMs;
    if (breakAt < now) continue;
    if (noticeMs > 0) calendar2.push(Math.max(now, breakAt - noticeMs), BREAK_ANNOUNCED, agent, day * BREAKS_MAX + index);
    calendar2.push(breakAt, BREAK_STARTED, agent, day * BREAKS_MAX + index);
  }
  const signOutAt = Math.max(now, days.signOutAt(agent, day));
  if (plan.signOut === "announced") calendar2.push(Math.max(now, signOutAt - SIGN_OUT_NOTICE_MS), SIGN_OUT_ANNOUNCED, agent, day);
  calendar2.push(signOutAt, SIGN_OUT, agent, day);
}

// src/world/pauseBook.ts
var PauseBook = class {
  calendar;
  /** Told and not begun: NOT_TOLD, ANNOUNCED or SURPRISE. */
  told;
  lengthMs;
  endsAt;
  stamps;
  constructor(agents2, calendar2) {
    this.calendar = calendar2;
    this.told = new Uint8Array(agents2);
    this.lengthMs = new Float64Array(agents2);
    this.endsAt = new Float64Array(agents2);
    this.stamps = new Int32Array(agents2);
  }
  /** Does a pause that was told wait for the agent to be free? */
  isTold(agent) {
    return this.told[agent] !== NOT_TOLD;
  }
  tell(agent, surprise, lengthMs) {
    this.told[agent] = surprise ? SURPRISE : ANNOUNCED;
    this.lengthMs[agent] = lengthMs;
  }
  /** Makes a told pause at least so long. */
  lengthen(agent, lengthMs) {
    this.lengthMs[agent] = Math.max(this.lengthMs[agent], lengthMs);
  }
  /** Makes the pause under way last at least so long from now. */
  prolong(now, agent, lengthMs) {
    this.planReturn(agent, Math.max(this.endsAt[agent], now + lengthMs));
  }
  /** The agent went home instead. */
  forget(agent) {
    this.told[agent] = NOT_TOLD;
  }
  /** The pause begins; true when it is one without notice. */
  begin(now, agent) {
    const surprise = this.told[agent] === SURPRISE;
    this.told[agent] = NOT_TOLD;
    this.planReturn(agent, now + this.lengthMs[agent]);
    return surprise;
  }
  /** Is an entry with this stamp the end of the present pause? */
  isOver(agent, stamp) {
    return this.stamps[agent] === stamp;
  }
  planReturn(agent, at) {
    this.endsAt[agent] = at;
    const stamp = this.stamps[agent] = this.stamps[agent] + 1;
    this.calendar.push(at, PAUSE_OVER, agent, stamp);
  }
};
var NOT_TOLD = 0;
var ANNOUNCED = 1;
var SURPRISE = 2;

// src/world/surprisePauses.ts
var SurprisePauses = class {
  /** 1: the agent takes a pause at the next ready instant, of `lengthMs`. */
  due;
  lengthMs;
  days;
  calendar;
  /** Pauses drawn for the agent on this day. */
  drawn;
  /** Staffed time until the pause is due, as of `since`; NEVER: no pause is planned. */
  leftMs;
  /** Since when the clock runs, or -1. */
  since;
  stamps;
  constructor(days, calendar2) {
    const count2 = days.agents;
    this.days = days;
    this.calendar = calendar2;
    this.due = new Uint8Array(count2);
    this.lengthMs = new Float64Array(count2);
    this.drawn = new Int32Array(count2);
    this.leftMs = new Float64Array(count2).fill(NEVER);
    this.since = new Float64Array(count2).fill(-1);
    this.stamps = new Int32Array(count2);
  }
  newDay(agent, day) {
    this.drawn[agent] = 0;
    this.draw(agent, day);
  }
  /** The agent's next pause was taken: the clock of the one after it waits. */
  taken(agent, day) {
    this.draw(agent, day);
  }
  /** The agent is, or is no longer, signed in and not paused. Repeating it changes nothing. */
  staffed(now, agent, day, staffed) {
    if (day < 0 || staffed === this.since[agent] >= 0) return;
    if (staffed) {
      this.since[agent] = now;
      if (this.due[agent] === 0 && this.leftMs[agent] < NEVER) this.calendar.push(now + this.leftMs[agent], PAUSE_DUE, agent, this.nextStamp(agent));
    } else {
      if (this.leftMs[agent] < NEVER) this.leftMs[agent] = Math.max(0, this.leftMs[agent] - (now - this.since[agent]));
      this.since[agent] = -1;
      this.nextStamp(agent);
    }
  }
  /** The clock has run; false when the entry is stale. */
  fire(agent, stamp) {
    if (this.stamps[agent] !== stamp) return false;
    this.due[agent] = 1;
    return true;
  }
  draw(agent, day) {
    this.due[agent] = 0;
    this.leftMs[agent] = NEVER;
    this.nextStamp(agent);
    if (!this.days.drawPause(agent, day, this.drawn[agent])) return;
    this.drawn[agent] = this.drawn[agent] + 1;
    this.leftMs[agent] = this.days.pauseAfterMs;
    this.lengthMs[agent] = this.days.pauseMs;
  }
  /** Makes a planned entry stale. */
  nextStamp(agent) {
    return this.stamps[agent] = this.stamps[agent] + 1;
  }
};

// src/world/agents.ts
var Agents = class {
  /** Agents whose shift is over and who wait until no call is pending. */
  leavers = 0;
  days;
  calendar;
  pauses;
  states;
  day;
  wrapMs;
  saveStamps;
  /** How the agent leaves: STAYS, LEAVES_WHEN_IDLE, LEAVES_WHEN_READY, or LEAVING when the dialer was told and defers it. */
  leave;
  /** 1: his next day began before he had left. */
  returns;
  book;
  signedIn = { kind: "agentSignedIn", at: 0, agent: 0 };
  signedOut = { kind: "agentSignedOut", at: 0, agent: 0 };
  paused = { kind: "agentPaused", at: 0, agent: 0 };
  resumed = { kind: "agentResumed", at: 0, agent: 0 };
  leaving = { kind: "agentLeaving", at: 0, agent: 0, leaving: true };
  saved = { kind: "agentSaved", at: 0, agent: 0, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true };
  constructor(days, calendar2) {
    const count2 = days.agents;
    this.days = days;
    this.calendar = calendar2;
    this.pauses = new SurprisePauses(days, calendar2);
    this.states = new Uint8Array(count2).fill(AgentState.signedOut);
    this.day = new Int32Array(count2).fill(-1);
    this.wrapMs = new Float64Array(count2);
    this.saveStamps = new Int32Array(count2);
    this.leave = new Uint8Array(count2);
    this.returns = new Uint8Array(count2);
    this.book = new PauseBook(count2, calendar2);
  }
  /** Plans everybody's first day. */
  start(now) {
    for (let agent = 0; agent < this.days.agents; agent++) planSignIn(this.days, this.calendar, now, agent, 0);
  }
  /** How long the agent's next wrap-up takes. */
  setWrap(agent, wrapMs) {
    this.wrapMs[agent] = wrapMs;
  }
  /** No call is pending any more: those whose shift is over go, at this instant. */
  release(now) {
    for (let agent = 0; agent < this.leave.length; agent++) {
      if (this.leave[agent] === LEAVES_WHEN_IDLE && this.states[agent] === AgentState.ready) this.calendar.push(now, READY_CHECK, agent, 0);
    }
  }
  /** The dialer says what the agent is doing now. */
  agentState(now, agent, name2, idle) {
    const before = this.states[agent];
    const state = AgentState[name2];
    if (state === before) return;
    this.states[agent] = state;
    if (before === AgentState.wrapping) this.saveStamps[agent] = this.saveStamps[agent] + 1;
    if (state === AgentState.wrapping) {
      const stamp = this.saveStamps[agent] = this.saveStamps[agent] + 1;
      this.calendar.push(now + this.wrapMs[agent], WRAP_OVER, agent, stamp);
      return;
    }
    if (state === AgentState.talking) return;
    this.pauses.staffed(now, agent, this.day[agent], state !== AgentState.signedOut && state !== AgentState.paused);
    if (state === AgentState.paused) {
      if (this.book.begin(now, agent)) this.pauses.taken(agent, this.day[agent]);
    } else if (state === AgentState.signedOut) this.goHome(now, agent);
    else if (state === AgentState.ready && this.wantsAway(agent, idle)) this.calendar.push(now, READY_CHECK, agent, 0);
  }
  /** The event behind a calendar entry, or null. `idle`: no call is pending. */
  fire(now, code, agent, b, idle) {
    switch (code) {
      case WRAP_OVER:
        return this.fireWrapOver(now, agent, b, idle);
      case RECORD_SAVED:
        return this.fireSaved(now, agent, b);
      case READY_CHECK:
        return this.states[agent] === AgentState.ready ? this.away(now, agent, idle) : null;
      case PAUSE_DUE:
        return this.pauses.fire(agent, b) && this.states[agent] === AgentState.ready ? this.away(now, agent, idle) : null;
      case PAUSE_OVER:
        return this.firePauseOver(now, agent, b);
      case BREAK_ANNOUNCED:
        return this.isHere(agent, Math.floor(b / BREAKS_MAX)) ? this.announce(now, agent) : null;
      case BREAK_STARTED:
        return this.isHere(agent, Math.floor(b / BREAKS_MAX)) ? this.fireBreak(now, agent, b) : null;
      case SIGN_OUT_ANNOUNCED:
        return this.isHere(agent, b) ? this.announce(now, agent) : null;
      case SIGN_OUT:
        return this.isHere(agent, b) ? this.fireSignOut(now, agent, b, idle) : null;
      case SIGN_IN:
        return this.fireSignIn(now, agent, b);
      case SIGN_IN_LATE:
        return this.states[agent] === AgentState.signedOut ? this.signIn(now, agent) : null;
      default:
        return null;
    }
  }
  // ---- the day
  fireSignIn(now, agent, day) {
    planSignIn(this.days, this.calendar, now, agent, day + 1);
    this.day[agent] = day;
    this.pauses.newDay(agent, day);
    planDay(this.days, this.calendar, now, agent, day);
    if (this.states[agent] === AgentState.signedOut) return this.signIn(now, agent);
    if (this.leave[agent] === LEAVING) this.returns[agent] = 1;
    else this.stay(agent);
    return null;
  }
  signIn(now, agent) {
    this.signedIn.at = now;
    this.signedIn.agent = agent;
    return this.signedIn;
  }
  fireSignOut(now, agent, day, idle) {
    const how = this.days.plan(agent, day).signOut;
    const state = this.states[agent];
    if (how === "announced" || state === AgentState.paused) return this.signOut(now, agent);
    if (this.leave[agent] !== STAYS) return null;
    this.leave[agent] = how === "endOfShift" ? LEAVES_WHEN_IDLE : LEAVES_WHEN_READY;
    if (how === "endOfShift") this.leavers++;
    return state === AgentState.ready ? this.away(now, agent, idle) : null;
  }
  signOut(now, agent) {
    this.stay(agent);
    this.leave[agent] = LEAVING;
    this.signedOut.at = now;
    this.signedOut.agent = agent;
    return this.signedOut;
  }
  goHome(now, agent) {
    this.stay(agent);
    this.book.forget(agent);
    if (this.returns[agent] === 0) return;
    this.returns[agent] = 0;
    this.calendar.push(now, SIGN_IN_LATE, agent, 0);
  }
  stay(agent) {
    if (this.leave[agent] === LEAVES_WHEN_IDLE) this.leavers--;
    this.leave[agent] = STAYS;
  }
  /** Does an entry of this day still concern the agent? */
  isHere(agent, day) {
    return this.day[agent] === day && this.states[agent] !== AgentState.signedOut && this.leave[agent] !== LEAVING;
  }
  announce(now, agent) {
    if (this.states[agent] === AgentState.paused) return null;
    this.leaving.at = now;
    this.leaving.agent = agent;
    return this.leaving;
  }
  // ---- saving
  fireWrapOver(now, agent, stamp, idle) {
    if (this.saveStamps[agent] !== stamp) return null;
    const event = this.wantsAway(agent, idle) ? this.away(now, agent, idle) : null;
    if (event === null) return this.fireSaved(now, agent, stamp);
    this.calendar.push(now, RECORD_SAVED, agent, stamp);
    return event;
  }
  fireSaved(now, agent, stamp) {
    if (this.saveStamps[agent] !== stamp) return null;
    this.saved.at = now;
    this.saved.agent = agent;
    return this.saved;
  }
  // ---- leaving the floor
  /** Is there a reason to leave at the next ready instant? */
  wantsAway(agent, idle) {
    const leave2 = this.leave[agent];
    if (leave2 === LEAVES_WHEN_READY || leave2 === LEAVES_WHEN_IDLE && idle) return true;
    return this.pauses.due[agent] === 1 && !this.book.isTold(agent) && leave2 !== LEAVING;
  }
  away(now, agent, idle) {
    const leave2 = this.leave[agent];
    if (leave2 === LEAVES_WHEN_READY || leave2 === LEAVES_WHEN_IDLE && idle) return this.signOut(now, agent);
    return this.wantsAway(agent, idle) ? this.pause(now, agent, true, this.pauses.lengthMs[agent]) : null;
  }
  pause(now, agent, surprise, lengthMs) {
    this.book.tell(agent, surprise, lengthMs);
    this.paused.at = now;
    this.paused.agent = agent;
    return this.paused;
  }
  fireBreak(now, agent, b) {
    if (this.leave[agent] !== STAYS) return null;
    this.days.drawBreak(agent, Math.floor(b / BREAKS_MAX), b % BREAKS_MAX);
    const { breakMs } = this.days;
    if (this.states[agent] === AgentState.paused) this.book.prolong(now, agent, breakMs);
    else if (this.book.isTold(agent)) this.book.lengthen(agent, breakMs);
    else return this.pause(now, agent, false, breakMs);
    return null;
  }
  firePauseOver(now, agent, stamp) {
    if (!this.book.isOver(agent, stamp) || this.states[agent] !== AgentState.paused) return null;
    this.resumed.at = now;
    this.resumed.agent = agent;
    return this.resumed;
  }
};
var STAYS = 0;
var LEAVES_WHEN_IDLE = 1;
var LEAVES_WHEN_READY = 2;
var LEAVING = 3;

// src/world/callTable.ts
var FREE = 0;
var RINGING = 1;
var WITHDRAWN = 2;
var WAITING = 3;
var CONNECTED = 4;
var CallTable = class {
  /** Slots in use. */
  count = 0;
  attempts;
  records;
  dialNumbers;
  stamps;
  phases;
  /** Class of the customer, as numbered by CUSTOMER_CLASSES. */
  classes;
  /** Index into CAUSES: why the call ends when its planned end comes. */
  causes;
  /** 1: the detector's verdict is, or will be, machine. */
  machineVerdicts;
  greetingStarts;
  greetingEnds;
  freeSlots;
  slots;
  constructor(capacity = 256) {
    this.attempts = new Int32Array(capacity);
    this.records = new Int32Array(capacity);
    this.dialNumbers = new Int32Array(capacity);
    this.stamps = new Int32Array(capacity);
    this.phases = new Uint8Array(capacity);
    this.classes = new Uint8Array(capacity);
    this.causes = new Uint8Array(capacity);
    this.machineVerdicts = new Uint8Array(capacity);
    this.greetingStarts = new Float64Array(capacity);
    this.greetingEnds = new Float64Array(capacity);
    this.freeSlots = Int32Array.from({ length: capacity }, (_, slot) => slot);
    this.slots = new SerialMap(capacity);
  }
  /** Seats a new call, ringing, and returns its slot. */
  open(attempt, record, dialNumber) {
    if (this.count === this.freeSlots.length) this.grow();
    const slot = this.freeSlots[this.count++];
    this.attempts[slot] = attempt;
    this.records[slot] = record;
    this.dialNumbers[slot] = dialNumber;
    this.phases[slot] = RINGING;
    this.slots.set(attempt, slot);
    return slot;
  }
  /** The slot of a call in progress. An unknown attempt is the dialer's mistake: throws an Error. */
  find(attempt) {
    const slot = this.slots.get(attempt);
    if (slot < 0) throw new Error(`attempt ${attempt} is not in progress`);
    return slot;
  }
  /** Makes every planned entry of the call stale; returns the new stamp. */
  replan(slot) {
    return this.stamps[slot] = this.stamps[slot] + 1;
  }
  /** The call is over. */
  close(slot) {
    this.stamps[slot] = this.stamps[slot] + 1;
    this.phases[slot] = FREE;
    this.slots.delete(this.attempts[slot]);
    this.freeSlots[--this.count] = slot;
  }
  grow() {
    const capacity = this.freeSlots.length * 2;
    this.attempts = grown3(this.attempts, new Int32Array(capacity));
    this.records = grown3(this.records, new Int32Array(capacity));
    this.dialNumbers = grown3(this.dialNumbers, new Int32Array(capacity));
    this.stamps = grown3(this.stamps, new Int32Array(capacity));
    this.phases = grown3(this.phases, new Uint8Array(capacity));
    this.classes = grown3(this.classes, new Uint8Array(capacity));
    this.causes = grown3(this.causes, new Uint8Array(capacity));
    this.machineVerdicts = grown3(this.machineVerdicts, new Uint8Array(capacity));
    this.greetingStarts = grown3(this.greetingStarts, new Float64Array(capacity));
    this.greetingEnds = grown3(this.greetingEnds, new Float64Array(capacity));
    const free = grown3(this.freeSlots, new Int32Array(capacity));
    for (let slot = this.freeSlots.length; slot < capacity; slot++) free[slot] = slot;
    this.freeSlots = free;
  }
};
function grown3(from, into) {
  into.set(from);
  return into;
}

// src/world/dayProfile.ts
function createDayProfileReader(profile, offsets) {
  if (profile.points.length === 0) throw new RangeError("a profile over the day needs at least one point");
  return new Reader(profile, offsets);
}
var Reader = class {
  linear;
  times;
  values;
  offsetsFrom;
  offsetsMs;
  constructor(profile, offsets) {
    this.linear = profile.kind === "linear";
    this.times = Float64Array.from(profile.points, (point) => point[0]);
    this.values = Float64Array.from(profile.points, (point) => point[1]);
    this.offsetsFrom = Float64Array.from(offsets, (entry) => entry[0]);
    this.offsetsMs = Float64Array.from(offsets, (entry) => entry[1]);
  }
  at(instant) {
    const shifted = (instant + this.offsetAt(instant)) % DAY_MS;
    const local = shifted < 0 ? shifted + DAY_MS : shifted;
    const { times, values } = this;
    const last2 = times.length - 1;
    let point = last2;
    while (point >= 0 && times[point] > local) point--;
    if (point < 0) return this.linear ? values[0] : values[last2];
    if (!this.linear || point === last2) return values[point];
    const from = times[point];
    return values[point] + (values[point + 1] - values[point]) * (local - from) / (times[point + 1] - from);
  }
  offsetAt(instant) {
    const from = this.offsetsFrom;
    if (from.length === 0) return 0;
    let entry = from.length - 1;
    while (entry > 0 && from[entry] > instant) entry--;
    return this.offsetsMs[entry];
  }
};

// src/world/classShares.ts
var PERSON = CUSTOMER_CLASSES.indexOf("person");
var MACHINE = CUSTOMER_CLASSES.indexOf("machine");
var NO_ANSWER = CUSTOMER_CLASSES.indexOf("noAnswer");
var FAX = CUSTOMER_CLASSES.indexOf("fax");
var ClassShares = class {
  personShare;
  profile;
  /** Upper bounds, within what is left without persons, of the classes after the person. */
  bounds;
  constructor(spec) {
    const shares2 = classShares(spec.customers.shares, null);
    this.personShare = shares2[PERSON];
    this.profile = spec.customers.personShare === null ? null : createDayProfileReader(spec.customers.personShare, spec.offsets);
    const others = othersOf(shares2);
    this.bounds = new Float64Array(others.length);
    let bound = 0;
    for (let i = 0; i < others.length; i++) this.bounds[i] = bound += others[i];
    for (let i = others.length - 1; i >= 0; i--) {
      this.bounds[i] = 2;
      if (others[i] > 0) break;
    }
  }
  /** @param uniform in [0, 1) */
  classAt(now, uniform2) {
    const personShare2 = this.profile === null ? this.personShare : this.profile.at(now);
    if (uniform2 < personShare2) return PERSON;
    const rest = (uniform2 - personShare2) / (1 - personShare2);
    const bounds = this.bounds;
    let i = 0;
    while (rest >= bounds[i]) i++;
    return i + 1;
  }
};
function classShares(shares2, personShare2) {
  const total = CUSTOMER_CLASSES.reduce((sum, name2) => sum + shares2[name2], 0);
  if (!(total > 0)) throw new RangeError("the shares of the customer classes must have a positive sum");
  const normal = CUSTOMER_CLASSES.map((name2) => shares2[name2] / total);
  if (personShare2 === null) return normal;
  return [personShare2, ...othersOf(normal).map((share) => share * (1 - personShare2))];
}
function othersOf(shares2) {
  const rest = shares2.slice(1).reduce((sum, share) => sum + share, 0);
  return shares2.slice(1).map((share, i) => rest > 0 ? share / rest : i + 1 === NO_ANSWER ? 1 : 0);
}

// src/world/fates.ts
var Fates = class {
  detector;
  hasPatience;
  /** Set by `drawGreeting`: from the answer to the greeting's start, and from there to its end. */
  greetingDelayMs = 0;
  greetingLengthMs = 0;
  /** Set by `drawVerdict`: is the customer judged a machine, and how long after greeting end (person) or answer (machine)? */
  machineVerdict = false;
  verdictMs = 0;
  /** Set by `drawHandling`. */
  talkMs = 0;
  wrapMs = 0;
  shares;
  classStream;
  setUp;
  /** By class; null: rings until the ring limit. */
  events;
  greetingStream;
  greetingDelay;
  greetingLength;
  patience;
  handleClassStream;
  handleBounds;
  /** By class of call; the last pair is for machines that reach an agent. */
  talks;
  wraps;
  verdictStream;
  falsePositiveShare;
  falseNegativeShare;
  personVerdict;
  machineVerdictAfter;
  missedVerdict;
  constructor(spec, seed) {
    const { customers: customers2, detector: detector2 } = spec;
    const eventKey = streamKey(seed, "customers/event");
    const talkKey = streamKey(seed, "agents/talk");
    const wrapKey = streamKey(seed, "agents/wrap");
    const handlings = [...customers2.handle, customers2.machineHandle];
    this.detector = detector2.kind;
    this.hasPatience = customers2.patience !== null;
    this.shares = new ClassShares(spec);
    this.classStream = createKeyedStream(streamKey(seed, "customers/class"));
    this.setUp = new KeyedDuration(streamKey(seed, "carrier/setUp"), compileDistribution(spec.carrier.setUp));
    this.events = CUSTOMER_CLASSES.map((name2) => {
      const after = customers2.eventAfter[name2];
      return after === null ? null : new KeyedDuration(eventKey, compileDistribution(after));
    });
    this.greetingStream = createKeyedStream(streamKey(seed, "customers/greeting"));
    this.greetingDelay = compileDistribution(customers2.greetingDelay);
    this.greetingLength = compileDistribution(customers2.greetingLength);
    this.patience = customers2.patience === null ? null : new KeyedDuration(streamKey(seed, "customers/patience"), compileDistribution(customers2.patience));
    this.handleClassStream = createKeyedStream(streamKey(seed, "customers/handleClass"));
    this.handleBounds = handleBounds(customers2.handle.map((handle2) => handle2.share));
    this.talks = handlings.map((handle2) => new KeyedDuration(talkKey, compileDistribution(handle2.talk)));
    this.wraps = handlings.map((handle2) => new KeyedDuration(wrapKey, compileDistribution(handle2.wrap)));
    this.verdictStream = createKeyedStream(streamKey(seed, "detector/verdict"));
    this.falsePositiveShare = detector2.kind === "audio" ? detector2.falsePositiveShare : 0;
    this.falseNegativeShare = detector2.kind === "audio" ? detector2.falseNegativeShare : 0;
    this.personVerdict = detector2.kind === "audio" ? compileDistribution(detector2.personVerdictAfterGreeting) : null;
    this.machineVerdictAfter = detector2.kind === "audio" ? compileDistribution(detector2.machineVerdict) : null;
    this.missedVerdict = detector2.kind === "audio" ? compileDistribution(detector2.missedVerdict) : null;
  }
  /** Number of the class, as in CUSTOMER_CLASSES. */
  classOf(record, dialNumber, now) {
    return this.shares.classAt(now, this.classStream.at(record, dialNumber).next());
  }
  /** From the dial to ringing. */
  setUpMs(record, dialNumber) {
    return this.setUp.draw(record, dialNumber);
  }
  /** From ringing to the answer or end, before any ring limit; Infinity: rings for ever. */
  eventMs(customerClass, record, dialNumber) {
    const event = this.events[customerClass];
    return event === null ? Infinity : event.draw(record, dialNumber);
  }
  drawGreeting(record, dialNumber) {
    const stream = this.greetingStream.at(record, dialNumber);
    this.greetingDelayMs = toMillis(this.greetingDelay.sample(stream));
    this.greetingLengthMs = toMillis(this.greetingLength.sample(stream));
  }
  /** From the greeting's end until the person hangs up. Only where `hasPatience`. */
  patienceMs(record, dialNumber) {
    return this.patience.draw(record, dialNumber);
  }
  /** Only for detectors that listen. A fax gives itself away by its tone and is not drawn for. */
  drawVerdict(customerClass, record, dialNumber) {
    const stream = this.verdictStream.at(record, dialNumber);
    const luck = stream.next();
    if (customerClass === PERSON) {
      this.machineVerdict = luck < this.falsePositiveShare;
      this.verdictMs = toMillis(this.personVerdict.sample(stream));
    } else {
      this.machineVerdict = luck >= this.falseNegativeShare;
      this.verdictMs = toMillis((this.machineVerdict ? this.machineVerdictAfter : this.missedVerdict).sample(stream));
    }
  }
  /** Talk and wrap-up: first the class of call, then both times from it. */
  drawHandling(customerClass, record, dialNumber) {
    let handle2 = this.talks.length - 1;
    if (customerClass === PERSON) {
      handle2 = 0;
      if (this.handleBounds.length > 0) {
        const share = this.handleClassStream.at(record, dialNumber).next();
        while (handle2 < this.handleBounds.length && share >= this.handleBounds[handle2]) handle2++;
      }
    }
    this.talkMs = this.talks[handle2].draw(record, dialNumber);
    this.wrapMs = this.wraps[handle2].draw(record, dialNumber);
  }
};
function answers(customerClass) {
  return customerClass === PERSON || customerClass === MACHINE || customerClass === FAX;
}
function handleBounds(shares2) {
  const total = shares2.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) throw new RangeError("the shares of the classes of call must have a positive sum");
  const bounds = new Float64Array(shares2.length - 1);
  let bound = 0;
  for (let i = 0; i < bounds.length; i++) bounds[i] = bound += shares2[i] / total;
  return bounds;
}

// src/world/calls.ts
var Calls = class {
  /** Calls dialled and not ended, without those that are with an agent. */
  pending = 0;
  fates;
  ringLimitMs;
  calendar;
  truth;
  table = new CallTable();
  answered = { kind: "attemptAnswered", at: 0, attempt: 0, verdict: "none" };
  classified = {
    kind: "attemptClassified",
    at: 0,
    attempt: 0,
    machine: false,
    greetingStartAt: UNSET,
    greetingEndAt: UNSET
  };
  ended = { kind: "attemptEnded", at: 0, attempt: 0, cause: "unknown" };
  constructor(fates, ringLimitMs, calendar2, truth) {
    this.fates = fates;
    this.ringLimitMs = ringLimitMs ?? Infinity;
    this.calendar = calendar2;
    this.truth = truth;
  }
  /** Calls dialled and not ended. */
  get inProgress() {
    return this.table.count;
  }
  dial(now, attempt, record, dialNumber) {
    const { fates, table } = this;
    const customerClass = fates.classOf(record, dialNumber, now);
    const ringingAt = now + fates.setUpMs(record, dialNumber);
    const afterMs = fates.eventMs(customerClass, record, dialNumber);
    const slot = table.open(attempt, record, dialNumber);
    table.classes[slot] = customerClass;
    this.pending++;
    if (afterMs > this.ringLimitMs) {
      table.causes[slot] = NO_ANSWER_CAUSE;
      this.calendar.push(ringingAt + this.ringLimitMs, CALL_ENDED, slot, table.stamps[slot]);
    } else {
      table.causes[slot] = CAUSE_OF_CLASS[customerClass];
      this.calendar.push(ringingAt + afterMs, answers(customerClass) ? CALL_ANSWERED : CALL_ENDED, slot, table.stamps[slot]);
    }
  }
  /** Plans the end of talk. The wrap-up that follows is then in the fates' `wrapMs`. */
  connect(now, attempt) {
    const { fates, table } = this;
    const slot = table.find(attempt);
    if (table.phases[slot] !== WAITING) throw new Error(`attempt ${attempt} cannot be connected: nobody waits on it`);
    fates.drawHandling(table.classes[slot], table.records[slot], table.dialNumbers[slot]);
    table.phases[slot] = CONNECTED;
    table.causes[slot] = CUSTOMER_HANGUP_CAUSE;
    this.pending--;
    this.calendar.push(now + fates.talkMs, CALL_ENDED, slot, table.replan(slot));
  }
  /** The dialer ended the call itself. */
  end(attempt) {
    this.close(this.table.find(attempt));
  }
  /** The dialer withdraws a call that rings: its end follows at the same instant. Once is enough, twice does no harm. */
  cancel(now, attempt) {
    const { table } = this;
    const slot = table.find(attempt);
    if (table.phases[slot] === WITHDRAWN) return;
    if (table.phases[slot] !== RINGING) throw new Error(`attempt ${attempt} cannot be cancelled: it was answered`);
    table.phases[slot] = WITHDRAWN;
    table.causes[slot] = CANCELLED_CAUSE;
    this.calendar.push(now, CALL_ENDED, slot, table.replan(slot));
  }
  /** The event behind a calendar entry, or null when it is stale. */
  fire(now, code, slot, stamp) {
    if (this.table.stamps[slot] !== stamp) return null;
    if (code === CALL_ENDED) return this.fireEnded(now, slot);
    return code === CALL_ANSWERED ? this.fireAnswered(now, slot) : this.fireClassified(now, slot);
  }
  fireEnded(now, slot) {
    const event = this.ended;
    event.at = now;
    event.attempt = this.table.attempts[slot];
    event.cause = CAUSES[this.table.causes[slot]];
    this.close(slot);
    return event;
  }
  fireAnswered(now, slot) {
    const { fates, table } = this;
    const customerClass = table.classes[slot];
    table.phases[slot] = WAITING;
    if (customerClass === PERSON) this.greet(now, slot);
    else if (this.truth !== null) this.truth.answered(table.attempts[slot], customerClass === FAX ? "fax" : "machine", UNSET, UNSET);
    const event = this.answered;
    event.at = now;
    event.attempt = table.attempts[slot];
    if (fates.detector === "none") event.verdict = "none";
    else if (fates.detector === "network") event.verdict = customerClass === PERSON ? "person" : "machine";
    else if (customerClass === FAX) event.verdict = "machine";
    else {
      event.verdict = "pending";
      this.listen(now, slot);
    }
    return event;
  }
  /** The person speaks and, from the greeting's end, waits for an answer as long as patience lasts. */
  greet(now, slot) {
    const { fates, table } = this;
    if (!fates.hasPatience && this.truth === null && fates.detector !== "audio") return;
    const record = table.records[slot];
    const dialNumber = table.dialNumbers[slot];
    fates.drawGreeting(record, dialNumber);
    const startAt = now + fates.greetingDelayMs;
    const endAt = startAt + fates.greetingLengthMs;
    table.greetingStarts[slot] = startAt;
    table.greetingEnds[slot] = endAt;
    if (this.truth !== null) this.truth.answered(table.attempts[slot], "person", startAt, endAt);
    if (!fates.hasPatience) return;
    table.causes[slot] = CUSTOMER_HANGUP_CAUSE;
    this.calendar.push(endAt + fates.patienceMs(record, dialNumber), CALL_ENDED, slot, table.stamps[slot]);
  }
  listen(now, slot) {
    const { fates, table } = this;
    const customerClass = table.classes[slot];
    fates.drawVerdict(customerClass, table.records[slot], table.dialNumbers[slot]);
    table.machineVerdicts[slot] = fates.machineVerdict ? 1 : 0;
    const heardFrom = customerClass === PERSON ? table.greetingEnds[slot] : now;
    this.calendar.push(heardFrom + fates.verdictMs, CALL_CLASSIFIED, slot, table.stamps[slot]);
  }
  fireClassified(now, slot) {
    const { table } = this;
    const person = table.classes[slot] === PERSON;
    const event = this.classified;
    event.at = now;
    event.attempt = table.attempts[slot];
    event.machine = table.machineVerdicts[slot] === 1;
    event.greetingStartAt = person ? table.greetingStarts[slot] : UNSET;
    event.greetingEndAt = person ? table.greetingEnds[slot] : UNSET;
    return event;
  }
  close(slot) {
    if (this.table.phases[slot] !== CONNECTED) this.pending--;
    this.table.close(slot);
  }
};
var NO_ANSWER_CAUSE = CAUSES.indexOf("noAnswer");
var CUSTOMER_HANGUP_CAUSE = CAUSES.indexOf("customerHangup");
var CANCELLED_CAUSE = CAUSES.indexOf("cancelled");
var CAUSES_BY_CLASS = {
  person: "customerHangup",
  machine: "customerHangup",
  fax: "customerHangup",
  noAnswer: "noAnswer",
  busy: "busy",
  rejected: "rejected",
  invalidNumber: "invalidNumber",
  congestion: "congestion"
};
var CAUSE_OF_CLASS = CUSTOMER_CLASSES.map((name2) => CAUSES.indexOf(CAUSES_BY_CLASS[name2]));

// src/world/records.ts
var Records = class {
  /** Records created so far. */
  created = 0;
  calendar;
  given;
  blockSize;
  ownPhone = [0];
  event;
  /** Records of the present block still to be created. */
  missing;
  dialled = 0;
  constructor(list2, recordType, zone, calendar2) {
    if (list2.kind === "endless" && !(list2.blockSize >= 1)) throw new RangeError("an endless list needs blocks of at least one record");
    this.calendar = calendar2;
    this.given = list2.kind === "given" ? list2.records : null;
    this.blockSize = list2.kind === "endless" ? list2.blockSize : 0;
    this.missing = list2.kind === "endless" ? list2.blockSize : list2.kind === "plain" ? list2.count : list2.records.length;
    this.event = {
      kind: "recordCreated",
      at: 0,
      record: 0,
      recordType,
      database: 0,
      zone,
      priority: 0,
      createdAt: 0,
      action: "notAssigned",
      nextCallAt: UNSET,
      hardOwner: NONE,
      softOwner: NONE,
      status: NONE,
      phones: this.ownPhone
    };
  }
  /** Plans the first records; false when the list is empty. */
  start(now) {
    if (this.missing === 0) return false;
    this.calendar.push(now, RECORD_CREATED, 0, 0);
    return true;
  }
  /** True when no record is about to be created. */
  get complete() {
    return this.missing === 0;
  }
  /** The next record, and a plan for the one after it. */
  fire(now) {
    const event = this.event;
    event.at = now;
    event.record = this.created;
    if (this.given === null) {
      event.createdAt = now;
      this.ownPhone[0] = this.created;
    } else {
      fill(event, this.given[this.created]);
    }
    this.created++;
    if (--this.missing > 0) this.calendar.push(now, RECORD_CREATED, 0, 0);
    return event;
  }
  /** A record is dialled; `dialNumber` 1 is its first dial. */
  dialledAt(now, dialNumber) {
    if (dialNumber !== 1) return;
    this.dialled++;
    if (this.missing === 0 && this.created - this.dialled < this.blockSize / 2) {
      this.missing = this.blockSize;
      this.calendar.push(now, RECORD_CREATED, 0, 0);
    }
  }
};
function fill(event, record) {
  event.database = record.database;
  event.zone = record.zone;
  event.priority = record.priority;
  event.createdAt = record.createdAt;
  event.action = record.action;
  event.nextCallAt = record.nextCallAt;
  event.hardOwner = record.hardOwner;
  event.softOwner = record.softOwner;
  event.status = record.status;
  event.phones = record.phones;
}

// src/world/world.ts
function createWorld(spec, settings, seed, calendar2, truth) {
  if (settings.ringLimitMs === null) {
    const endless = CUSTOMER_CLASSES.find((name2) => spec.customers.shares[name2] > 0 && spec.customers.eventAfter[name2] === null);
    if (endless !== void 0) throw new RangeError(`calls of class ${endless} would ring for ever: neither they nor the campaign have a limit`);
  }
  return new SimulatedWorld(spec, settings, seed, calendar2, truth);
}
var SimulatedWorld = class {
  now = 0;
  calendar;
  active;
  fates;
  calls;
  agents;
  records;
  starting = false;
  campaignStarted = { kind: "campaignStarted", at: 0 };
  constructor(spec, settings, seed, calendar2, truth) {
    this.calendar = calendar2;
    this.active = settings.active;
    this.fates = new Fates(spec, seed);
    this.calls = new Calls(this.fates, settings.ringLimitMs, calendar2, truth);
    this.agents = new Agents(new AgentDays(spec.agents, seed), calendar2);
    this.records = new Records(spec.list, settings.recordType, settings.campaignZone, calendar2);
  }
  get callsInProgress() {
    return this.calls.inProgress;
  }
  get callsPending() {
    return this.calls.pending;
  }
  get recordsCreated() {
    return this.records.created;
  }
  start(now) {
    this.now = now;
    if (this.records.start(now)) this.starting = true;
    else this.open(now);
  }
  advance(now) {
    this.now = now;
  }
  fire(now, code, a, b) {
    this.now = now;
    if (code >= CALL_ANSWERED && code <= CALL_ENDED) {
      const event = this.calls.fire(now, code, a, b);
      if (code === CALL_ENDED && event !== null) this.callOver();
      return event;
    }
    if (code >= SIGN_IN && code <= READY_CHECK) return this.agents.fire(now, code, a, b, this.calls.pending === 0);
    if (code === RECORD_CREATED) {
      const event = this.records.fire(now);
      if (this.starting && this.records.complete) this.open(now);
      return event;
    }
    if (code !== CAMPAIGN_STARTED) return null;
    this.campaignStarted.at = now;
    return this.campaignStarted;
  }
  // ---- commands
  dial(attempt, record, _phone, dialNumber, _agent) {
    this.calls.dial(this.now, attempt, record, dialNumber);
    this.records.dialledAt(this.now, dialNumber);
  }
  connect(attempt, agent) {
    this.calls.connect(this.now, attempt);
    this.agents.setWrap(agent, this.fates.wrapMs);
    this.callOver();
  }
  drop(attempt) {
    this.calls.end(attempt);
    this.callOver();
  }
  hangUp(attempt) {
    this.calls.end(attempt);
    this.callOver();
  }
  cancel(attempt) {
    this.calls.cancel(this.now, attempt);
  }
  agentState(agent, state) {
    this.agents.agentState(this.now, agent, state, this.calls.pending === 0);
  }
  // What only the agent's screen, the report or the store need changes nothing here.
  attemptOver(_attempt, _outcome) {
  }
  showRecord(_agent, _record) {
  }
  callAgent(_agent) {
  }
  activity(_closed) {
  }
  blockNumber(_number, _scope, _record, _status) {
  }
  batchDone(_batch, _agent, _done, _inUse, _blocked, _limitReached) {
  }
  rejected(_record, _reason) {
  }
  clipped(_cause, _count) {
  }
  /** The list is complete: the campaign starts and people come to work. */
  open(now) {
    this.starting = false;
    if (this.active) this.calendar.push(now, CAMPAIGN_STARTED, 0, 0);
    this.agents.start(now);
  }
  /** A call is no longer pending: perhaps it was the last that kept somebody from going home. */
  callOver() {
    if (this.calls.pending === 0 && this.agents.leavers > 0) this.agents.release(this.now);
  }
};

// src/simulation/runSink.ts
var RunSink = class {
  dials = 0;
  world;
  recorder;
  digest;
  others;
  constructor(world, recorder, digest, others) {
    this.world = world;
    this.recorder = recorder;
    this.digest = digest;
    this.others = others;
  }
  /** Shows an event to the watchers, before the dialer handles it. */
  event(event) {
    this.recorder.event(event);
    this.digest.event(event);
    for (const other of this.others) other.event(event);
  }
  dial(attempt, record, phone, dialNumber, agent) {
    this.dials += 1;
    this.recorder.dial(attempt, record, phone, dialNumber, agent);
    this.digest.dial(attempt, record, phone, dialNumber, agent);
    for (const other of this.others) other.dial(attempt, record, phone, dialNumber, agent);
    this.world.dial(attempt, record, phone, dialNumber, agent);
  }
  connect(attempt, agent) {
    this.recorder.connect(attempt, agent);
    this.digest.connect(attempt, agent);
    for (const other of this.others) other.connect(attempt, agent);
    this.world.connect(attempt, agent);
  }
  drop(attempt) {
    this.recorder.drop(attempt);
    this.digest.drop(attempt);
    for (const other of this.others) other.drop(attempt);
    this.world.drop(attempt);
  }
  hangUp(attempt) {
    this.recorder.hangUp(attempt);
    this.digest.hangUp(attempt);
    for (const other of this.others) other.hangUp(attempt);
    this.world.hangUp(attempt);
  }
  cancel(attempt) {
    this.recorder.cancel(attempt);
    this.digest.cancel(attempt);
    for (const other of this.others) other.cancel(attempt);
    this.world.cancel(attempt);
  }
  attemptOver(attempt, outcome) {
    this.recorder.attemptOver(attempt, outcome);
    this.digest.attemptOver(attempt, outcome);
    for (const other of this.others) other.attemptOver(attempt, outcome);
    this.world.attemptOver(attempt, outcome);
  }
  showRecord(agent, record) {
    this.recorder.showRecord(agent, record);
    this.digest.showRecord(agent, record);
    for (const other of this.others) other.showRecord(agent, record);
    this.world.showRecord(agent, record);
  }
  agentState(agent, state) {
    this.recorder.agentState(agent, state);
    this.digest.agentState(agent, state);
    for (const other of this.others) other.agentState(agent, state);
    this.world.agentState(agent, state);
  }
  callAgent(agent) {
    this.recorder.callAgent(agent);
    this.digest.callAgent(agent);
    for (const other of this.others) other.callAgent(agent);
    this.world.callAgent(agent);
  }
  activity(closed) {
    this.recorder.activity(closed);
    this.digest.activity(closed);
    for (const other of this.others) other.activity(closed);
    this.world.activity(closed);
  }
  blockNumber(number, scope, record, status2) {
    this.recorder.blockNumber(number, scope, record, status2);
    this.digest.blockNumber(number, scope, record, status2);
    for (const other of this.others) other.blockNumber(number, scope, record, status2);
    this.world.blockNumber(number, scope, record, status2);
  }
  batchDone(batch, agent, done, inUse, blocked, limitReached) {
    this.recorder.batchDone(batch, agent, done, inUse, blocked, limitReached);
    this.digest.batchDone(batch, agent, done, inUse, blocked, limitReached);
    for (const other of this.others) other.batchDone(batch, agent, done, inUse, blocked, limitReached);
    this.world.batchDone(batch, agent, done, inUse, blocked, limitReached);
  }
  rejected(record, reason) {
    this.recorder.rejected(record, reason);
    this.digest.rejected(record, reason);
    for (const other of this.others) other.rejected(record, reason);
    this.world.rejected(record, reason);
  }
  clipped(cause, count2) {
    this.recorder.clipped(cause, count2);
    this.digest.clipped(cause, count2);
    for (const other of this.others) other.clipped(cause, count2);
    this.world.clipped(cause, count2);
  }
};

// src/simulation/simulate.ts
var STOP_DIALLING = 1e3;
var WAKES_AT_ONE_INSTANT_MAX = 1e3;
function simulate(input) {
  const simulation = createSimulation(input);
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.result();
}
function createSimulation(input) {
  return new Run(input);
}
function dialerOptions(scenario2, seed, strategy3 = scenario2.dialer.strategy) {
  return { ...scenario2.dialer, strategy: strategy3, strategyKey: streamKey(seed, "strategy"), selectionKey: streamKey(seed, "selection") };
}
function enforcedFirst({ rules, dialer }) {
  const enforced = dialer.enforcedRules[0]?.id;
  return [...rules].sort((left, right) => Number(right.id === enforced) - Number(left.id === enforced));
}
var Run = class {
  input;
  seed;
  horizon;
  calendar = new EventHeap(4096);
  digest = createDigest();
  recorder;
  world;
  dialer;
  sink;
  wakeEvent = { kind: "wake", at: 0 };
  events = 0;
  stopped = false;
  now = 0;
  wakesHere = 0;
  constructor(input) {
    const { scenario: scenario2 } = input;
    this.input = input;
    this.seed = `${input.seed}/${input.replication}`;
    this.horizon = scenario2.horizon;
    const options = dialerOptions(scenario2, this.seed, input.strategy);
    const { settings } = options;
    this.recorder = createRecorder({
      rules: enforcedFirst(scenario2),
      scored: scenario2.horizon.scored,
      dayStarts: options.dayStarts,
      monthStarts: options.monthStarts,
      agents: options.agents.length,
      callingWindows: options.zones[options.campaignZone].open,
      falsePositiveShare: options.falsePositiveShare,
      ringLimitMs: settings.ringLimitMs
    });
    const worldSettings = { ringLimitMs: settings.ringLimitMs, recordType: options.recordType, campaignZone: options.campaignZone, active: settings.active };
    this.world = createWorld(scenario2.world, worldSettings, this.seed, this.calendar, this.recorder);
    this.dialer = createDialer(options, input.createStrategy === void 0 ? {} : { createStrategy: input.createStrategy });
    this.sink = new RunSink(this.world, this.recorder, this.digest, input.observers?.(options) ?? []);
    this.world.start(0);
    if (this.horizon.endsAt < NEVER) this.calendar.push(this.horizon.endsAt, STOP_DIALLING, 0, 0);
  }
  advance(steps) {
    for (let step = 0; step < steps; step += 1) {
      const worldAt = this.calendar.peekTime();
      const wakeAt = this.dialer.nextWakeAt();
      const at = Math.min(worldAt, wakeAt);
      if (at > this.now) {
        if (at >= NEVER || this.isOver(at)) return true;
        this.now = at;
        this.wakesHere = 0;
      }
      if (worldAt <= wakeAt) this.fire();
      else this.wake(at);
    }
    return false;
  }
  progress() {
    return Math.min(1, this.now / this.horizon.endsAt);
  }
  result() {
    this.recorder.finish(this.horizon.end === "cut" ? Math.max(this.now, this.horizon.endsAt) : this.now);
    return {
      replication: this.recorder.result(this.input.replication, this.seed, this.digest.hex()),
      series: this.recorder.series(),
      dials: this.sink.dials,
      events: this.events,
      dialer: this.dialer
    };
  }
  isOver(next2) {
    if (!this.stopped) return false;
    return this.horizon.end === "cut" ? next2 > this.horizon.endsAt : this.dialer.turnsOpen() === 0;
  }
  wake(at) {
    this.wakesHere += 1;
    if (this.wakesHere > WAKES_AT_ONE_INSTANT_MAX) throw new Error(`bug: the dialer asks to be woken at ${formatMillis(at)} again and again`);
    this.wakeEvent.at = at;
    this.world.advance(at);
    this.handle(this.wakeEvent);
  }
  fire() {
    this.calendar.pop();
    const { at, code, a, b } = this.calendar;
    if (code === STOP_DIALLING) {
      this.stop(at);
      return;
    }
    const event = this.world.fire(at, code, a, b);
    if (event === null) return;
    this.handle(event);
    if (this.horizon.maxDials !== null && !this.stopped && this.sink.dials >= this.horizon.maxDials) this.stop(at);
  }
  stop(at) {
    if (this.stopped) return;
    this.stopped = true;
    this.world.advance(at);
    this.handle({ kind: "campaignStopped", at });
  }
  handle(event) {
    this.events += 1;
    this.sink.event(event);
    this.dialer.handle(event, this.sink);
  }
};

// try.local.ts
var file = process.argv[2];
var read2 = (p) => {
  try {
    return readFileSync(p, "utf8");
  } catch {
    return null;
  }
};
var parsed = parseScenario(file, read2);
if (parsed.problems) {
  console.log(parsed.problems);
  process.exit(2);
}
var scenario = compileScenario(parsed.scenario ?? parsed);
var strategy2 = process.argv[3] ? JSON.parse(process.argv[3]) : void 0;
var reps = Number(process.argv[4] ?? 1);
for (let r = 0; r < reps; r++) {
  const t = performance.now();
  const res = simulate({ scenario, seed: "7", replication: r, ...strategy2 ? { strategy: strategy2 } : {} });
  const ms = performance.now() - t;
  const x = res.replication;
  console.log(r, x.digest, ms.toFixed(0) + "ms", "dials", res.dials, (res.dials / ms * 1e3).toFixed(0) + "/s", "events", res.events, "occ", x.agents.occupancy?.toFixed(4), Object.entries(x.abandon).map(([k, v]) => k + " " + (v.rate ?? NaN).toFixed(4)).join(" "), "wait", x.agents.waitMeanMs?.toFixed(0), "late", res.dialer.facts().lateFacts, "rej", res.dialer.facts().rejections);
  if (r === 0) console.log(JSON.stringify(x.counts));
}
