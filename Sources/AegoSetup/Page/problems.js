// What is wrong in the score: a line each with its place, and what would mend it.

const part = (kind, className, text) => Object.assign(document.createElement(kind), { className, textContent: text });

/** `go` shows a problem's place, `mend` puts what was meant in its place. */
export function showProblems(list, verdict, { valid, summary, count, problems }, { go, mend }) {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  verdict.dataset.verdict = valid ? "valid" : "wrong";
  const warnings = problems.length - errors;
  verdict.textContent = valid
    ? `✓ valid: ${summary}${warnings ? ` · ${warnings} ${warnings === 1 ? "warning" : "warnings"}` : ""}`
    : `✕ ${count} ${count === 1 ? "problem" : "problems"}`;
  list.replaceChildren(...problems.map((problem) => item(problem, go, mend)));
}

function item(problem, go, mend) {
  const line = part("li", problem.severity, "");
  line.append(part("span", "sign", problem.severity === "error" ? "✕" : "!"));
  const message = part("button", "message", "");
  message.append(part("span", "place", `${problem.line}:${problem.column}  `), problem.message);
  message.title = problem.code;
  message.addEventListener("click", () => go(problem));
  line.append(message);
  const words = [problem.help, problem.note].filter(Boolean).join("; ");
  const help = part("span", "help", words);
  help.style.gridColumn = "2";
  line.append(help);
  if (problem.mending) {
    const button = part("button", "mend", `Write ${problem.mending}`);
    button.addEventListener("click", () => mend(problem));
    line.append(button);
  }
  return line;
}
