/** Foresight in formulas, F1 to F8, with the sources of each: for researchers. */
/** A paragraph each. */
export function formulas(): string[] {
  return ROWS.map(([part, rule, source]) => `${part}. ${rule} Source: ${source}`);
}

const ROWS: readonly (readonly [string, string, string])[] = [
  [
    'F1 Resolution law', 'By seconds b since the dial, hazards of any end hE(b) = ended/exposure and shares of persons among the ends; p̂ = persons/ended, f(s) the density of the answer time. '
    + 'A call that has rung e seconds answers in second s with f(e+s)·p̂/S(e), S being survival. Prior 20 attempts; memory 4,000.', 'Cause-specific occurrence/exposure rates; Kaplan and Meier 1958; Aalen 1978.',
  ],
  [
    'F2 Handle laws', 'Talk and wrap-up apart, bins of width 2 s·1.25ʲ, hazard (events + c₀·r)/(exposure + c₀) with r the pooled rate, c₀ = 300 s and 60 s. Work in progress adds exposure.',
    'Piecewise exponential model; shrinkage of rates to their pool.',
  ],
  [
    'F3 Free times', 'φ(s) = Σ over busy agents of P(free in second s | phase, elapsed); the end of a talk is convolved with a fresh wrap-up. Of b busy agents of whom l have announced that they leave, each counts 1 − l/b.', 'Renewal theory; our own.',
  ],
  [
    'F4 Forward equation', 'x = idle agents (less persons waiting) is a birth–death process: births φ(s) (agents who take a call within the forecast come back too), deaths a(s) = Σ calls in flight + m·p̂·f(s). '
    + 'Calls and agents are finitely many: rates are tilted by x − E[x], the part of it that answers (frees) explain divided by those left. Cells of 1, 2 and 4 s; at most half a move a step.',
    'Kolmogorov’s forward equation; the tilt is linear regression of the counts on x, our own.',
  ],
  [
    'F5 Decision', 'ψ(m) = Σ f(s)·P(nobody idle in second s | m further dials); that persons may wait a moment is left to the price. Dial the next while ψ(m) ≤ ψ*. In the Markov model ψ is exact and one threshold on it comes within half a point of the optimum.',
    'Constrained Markov decision process with a base-stock solution; Altman 1999.',
  ],
  ['F6 Price', 'ψ* = factor·α. ln factor += 0.05·α per person who answers, −= 0.05 per drop: Σα − drops = Δ ln factor/0.05, so the rate is forced whatever the forecast gets wrong. Held while channels or records limit.', 'Robbins and Monro 1951, of a Lagrange multiplier.'],
  [
    'F7 Window budget', 'With N answered and A dropped, V answers to come: α = (limit·(N+V) − reserve − A − u·V − 0.7·q)/V, within 0.05 to 2 limits; reserve = √(max(0.5, 0.39·√(limit·(N+V)) − 0.4)² + 1.28²·u·(N+V)), '
    + 'u = failures that pacing cannot avoid, per answer. The strictest window counts. Without an end: α = 0.985·limit.', 'Spending problem solved by dynamic programming; our own.',
  ],
  ['F8 Change', 'Two one-sided cumulative sums of log likelihood ratios for p̂·1.5 and p̂/1.5, alarm at 7; then the memory of F1 is cut to 100 attempts and the factor to at most 1.', 'Page 1954.'],
];
