/**
 * A pacing strategy of your own: `--strategy ./scenarios/examples/my-strategy.js:reserve=1`.
 *
 * The module default-exports a CreateStrategy: (parameters, random, priors) => strategy. This one dials for all ready
 * agents but `reserve`, at the over-dial that the answer rate of the last half hour suggests, and stops while the day's
 * abandon rate is over 2 %.
 *
 * @type {import('../../src/engine/pacing/strategy.ts').CreateStrategy}
 */
export default function createMyStrategy(parameters, _random, priors) {
  const reserve = typeof parameters.reserve === 'number' ? parameters.reserve : 1;
  return {
    id: 'my-strategy',
    dialCount(view) {
      const { ended, persons } = view.last1800s;
      const answerRate = (persons + 50 * priors.answerRate) / (ended + 50);
      const pending = view.ringingSince.length + view.analysingSince.length + view.waitingSince.length;
      const isOver = view.today.persons > 100 && view.today.dropped / view.today.persons > 0.02;
      const wanted = isOver ? view.ready : Math.floor(Math.max(0, view.ready - reserve) / answerRate * 0.6);
      return Math.max(0, Math.max(wanted, view.ready) - pending);
    },
    readings: () => ({ reserve }),
  };
}
