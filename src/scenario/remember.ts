/** A function that is asked the same thing again and again, such as the meaning of a date in each of a million lines. */

/** Gives the same answers as `ask`, and asks each question once. */
export function remember<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = ask(text);
      known.set(text, answer);
    }
    return answer;
  };
}
