// Comfort for one send: copying, and a mail that follows what is typed. The page works without this file.
"use strict";

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy), said = button.textContent;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the page is not served securely
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = said), 2000);
  });
});

const mailto = document.getElementById("mailto");
if (mailto) {
  const subject = document.getElementById("subject"), message = document.getElementById("message");
  const follow = () => {
    mailto.href = `mailto:${encodeURIComponent(mailto.dataset.to).replace("%40", "@")}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(message.value.replace(/\n/g, "\r\n"))}`;
  };
  [subject, message].forEach((field) => field.addEventListener("input", follow));
}
