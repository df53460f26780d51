// A question with its answers.

/**
 * Asks; gives the key of the choice, or null where nothing was chosen. With `text` there is a field too, and the answer
 * is `{choice, text}`.
 */
export function question(words, choices, text) {
  const at = (id) => document.getElementById(id);
  const dialog = at("dialog"), field = at("answer");
  at("question").textContent = words;
  field.hidden = text === undefined;
  field.value = text ?? "";
  at("choices").replaceChildren(...Object.entries(choices).map(([key, label]) =>
    Object.assign(document.createElement("button"), { value: key, textContent: label })));
  dialog.returnValue = "";
  dialog.showModal();
  if (text !== undefined) field.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const choice = dialog.returnValue in choices ? dialog.returnValue : null;
      resolve(text === undefined ? choice : { choice, text: field.value.trim() });
    }, { once: true });
  });
}
