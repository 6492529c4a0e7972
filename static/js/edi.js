// Pages work without this. After a refused form, the list of what went wrong is where the reader starts.
document.querySelector(".govuk-error-summary")?.focus();
