"""Every page of every browser test keeps the Content-Security-Policy: one breach, and the test that saw it fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe

TELL = """document.addEventListener("securitypolicyviolation", (breach) => window.policyBroken(
    `${breach.effectiveDirective} refused ${breach.blockedURI} on ${breach.documentURI} line ${breach.lineNumber}`))"""


def listen(context):
    """Collect what the policy refuses in any page of a browser, told by the page itself and by its console."""
    heard = []
    context.expose_binding("policyBroken", lambda source, told: heard.append(told))
    context.add_init_script(TELL)
    context.on("console", lambda told: heard.append(told.text) if "Content Security Policy" in told.text else None)
    return heard


@pytest.fixture(autouse=True)
def policy_is_kept(request):
    """Fail a browser's test at its end if any of its pages broke the policy. Axe puts styles in, which is not ours."""
    if "context" not in request.fixturenames:
        yield
        return
    context = request.getfixturevalue("context")
    heard = listen(context)

    def run_unheard(axe, *given, **options):
        before = len(heard)
        found = run(axe, *given, **options)
        del heard[before:]
        return found

    run = Axe.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Axe, "run", run_unheard)
        yield
    for page in context.pages:
        page.evaluate("1")  # lets what was said last be heard
    assert heard == []
