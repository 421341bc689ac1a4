# Sourced by tests/test_check.sh: the review page $T/page.html in headless Chromium, driven by a script put behind its own.
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -z "$chromium" ]; then
    echo "no Chromium: the page's tests in a browser are skipped"
else
    browse() {
        timeout 120 "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
            --disable-component-update --disable-sync --user-data-dir="$T/browser" "$@" 2>/dev/null
    }
    # with_script PAGE SCRIPT: the page with its policy taken away and a script added whose answer becomes the title
    with_script() {
        python3 - "$1" "$2" "$T/driven.html" <<'PYTHON'
import re, sys
page = open(sys.argv[1], encoding="utf-8").read()
page = re.sub(r'<meta http-equiv[^>]*>', "", page, count=1)
script = open(sys.argv[2], encoding="utf-8").read()
head, tail = page.rsplit("</body>", 1)
open(sys.argv[3], "w", encoding="utf-8").write(head + "<script>" + script + "</script></body>" + tail)
PYTHON
        browse --dump-dom "file://$T/driven.html" >"$T/dom"
        sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' "$T/dom" | head -n 1
    }
    cat >"$T/drive.js" <<'SCRIPT'
const seen = [];
function is(name, truth) { seen.push((truth ? "ok " : "NOT ") + name); }
try {
  const marks = Array.from(document.querySelectorAll(".text .mark"));
  const card = document.getElementById("card");
  is("marks", marks.length >= 3 && marks.some(m => m.classList.contains("disagrees")));
  marks[0].dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  is("hover-opens", !card.hidden && card.textContent.includes(marks[0].textContent));
  marks[0].dispatchEvent(new MouseEvent("mouseout", { bubbles: true }));
  is("leaving-closes", card.hidden);
  marks[0].focus();
  is("focus-opens", !card.hidden);
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  is("arrow-moves", document.activeElement === marks[1]);
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  is("escape-closes", card.hidden);
  marks[0].click();
  is("click-pins", !card.hidden);
  marks[1].dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  is("pinned-stays", card.textContent.includes(marks[0].textContent));
  card.querySelector("button").click();
  is("button-closes", card.hidden);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
  is("n-finds", document.activeElement.matches(".mark.disagrees, .mark.reading"));
  is("computation", card.querySelectorAll("p .mark").length > 0 && card.querySelector("dl dd") !== null);
  is("labels", marks.every(m => m.getAttribute("aria-label").length > m.textContent.length && m.getAttribute("role") === "button"));
  is("one-tab-stop", document.querySelectorAll('.text .mark[tabindex="0"]').length === document.querySelectorAll(".text").length);
  const table = document.getElementById("figures"), button = table.querySelectorAll("th button")[2];
  const values = () => Array.from(table.tBodies[0].rows, r => Number(r.cells[2].dataset.sort));
  button.click();
  is("sorts-up", values().every((v, i, all) => i === 0 || all[i - 1] <= v) && button.parentElement.getAttribute("aria-sort") === "ascending");
  button.click();
  is("sorts-down", values().every((v, i, all) => i === 0 || all[i - 1] >= v));
  const field = document.getElementById("words"), choice = document.getElementById("verdict");
  field.value = "540,7";
  field.dispatchEvent(new Event("input"));
  is("filters-words", Array.from(table.tBodies[0].rows).filter(r => !r.hidden).length === 1);
  field.value = "";
  choice.value = "disagrees";
  choice.dispatchEvent(new Event("change"));
  is("filters-verdicts", Array.from(table.tBodies[0].rows).every(r => r.hidden !== r.classList.contains("disagrees")));
  is("says-how-many", /^\d+ \/ \d+/.test(document.getElementById("shown").textContent));
  is("no-attack", typeof window.attacked === "undefined" && document.querySelector("img, iframe, object, link") === null);
} catch (problem) { seen.push("NOT " + problem); }
document.title = seen.join(" | ");
SCRIPT
    # every word of the article tries to become markup
    cat >"$T/attack.txt" <<'TEXT'
<script>window.attacked = 1</script><img src=x onerror="window.attacked=1"> </script></style></textarea> "' &lt;script&gt; ]]> <!-- -->
Altena<script>window.attacked=2</script> a un chiffre d'affaires de 4,91 milliards d'euros en 2024 (3 milliards de dollars). Coût : 12 <b>millions</b> d'euros.
TEXT
    for what in page attack; do
        [ $what = attack ] && check --format html --fail-on never --against "$facts" -o "$T/attack.html" "$T/attack.txt" "$article"
        answer=$(with_script "$T/$what.html" "$T/drive.js")
        [ -n "$answer" ] || fail "the page $what answers in Chromium"
        echo "$answer" | sed 's/ | /\n/g' | while read -r verdict name; do
            [ "$verdict" = ok ] && echo "ok - $what: $name" || echo "not ok - $what: $name"
        done
        case $answer in *NOT*) failures=$((failures + 1)) ;; esac
    done
    # with its policy in place the page's own script runs and another does not
    sed 's#</body>#<script>document.title = "intruder"</script></body>#' "$T/page.html" >"$T/policy.html"
    browse --dump-dom "file://$T/policy.html" >"$T/dom"
    holds "the page's script runs under its policy" grep -qE '<output id="shown"[^>]*>[0-9]+ / [0-9]+' "$T/dom"
    if grep -q '<title>intruder' "$T/dom"; then fail "no other script does"; else pass "no other script does"; fi
    # print: all of it on paper
    browse --print-to-pdf="$T/page.pdf" "file://$T/page.html" >/dev/null
    holds "prints" test -s "$T/page.pdf"
    if command -v pdftotext >/dev/null; then
        pdftotext "$T/page.pdf" "$T/page.txt"
        holds "with the text and every row" grep -q "540,7" "$T/page.txt"
        if grep -q Filtrer "$T/page.txt"; then fail "without the filter"; else pass "without the filter"; fi
    fi
    # ten thousand figures
    awk 'BEGIN { for (i = 0; i < 5000; i++) printf "La société Alpha%d a un chiffre d'\''affaires de %d,%d millions d'\''euros en %d, en hausse de %d %%.\n",
        i / 40, 100 + i % 800, i % 10, 2000 + i % 20, i % 30 }' >"$T/large.txt"
    check --format html --fail-on never -o "$T/large.html" "$T/large.txt"
    cat >"$T/clock.js" <<'SCRIPT'
addEventListener("load", function () {
  document.body.offsetHeight;
  const opened = performance.now();
  let number = 1;
  for (let i = 0; i < 100000000; i++) number = (Math.imul(number, 1103515245) + 12345) | 0;
  const counted = performance.now();
  document.querySelectorAll("#figures th button")[2].click();
  document.body.offsetHeight;
  document.title = document.querySelectorAll("#figures tbody tr").length + " " + Math.round(opened) + " " + Math.round(performance.now() - counted) + " " + Math.round(counted - opened) + " " + (number & 1);
});
SCRIPT
    # Under 2 s. A hundred million steps, for which a desktop processor of 2020 takes some 110 ms, tell how much slower this machine is now;
    # what else runs may begin or end between the two, so the best of three counts.
    for attempt in 1 2 3; do
        set -- $(with_script "$T/large.html" "$T/clock.js")
        limit=$((2000 * ${4:-0} / 110))
        [ "$limit" -ge 2000 ] || limit=2000
        echo "attempt $attempt: a hundred million steps take ${4:-?} ms here and now, so that 2 s are $limit ms"
        [ "${2:-99999}" -lt "$limit" ] && break
    done
    echo "a page of ${1:-no} figures opens in ${2:-?} ms and sorts in ${3:-?} ms"
    holds "ten thousand figures are there" test "${1:-0}" -ge 10000
    holds "and open in 2 s of a free machine" test "${2:-99999}" -lt "$limit"
fi
