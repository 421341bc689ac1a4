#!/usr/bin/env python3
"""The review page of hostile articles, opened in headless Chromium without its policy. injection_page.py CHIFFRE FOLDER: exit 0, or what got in."""
import http.server, json, os, re, shutil, subprocess, sys, threading

chiffre, folder = sys.argv[1:]
requests = []


class Listener(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        requests.append(self.path)
        self.send_error(404)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
attacks = [
    f"<img src={url}/img onerror=window.attacked=1>", "</script><script>window.attacked=2</script>", "<!--", "]]>", "</style></title></textarea>",
    f"\"><iframe src='javascript:parent.attacked=3'></iframe>", f"' onmouseover='window.attacked=4' style='background:url({url}/style)",
    "<svg onload=window.attacked=5>", "javascript:alert(6)", "{{constructor.constructor('window.attacked=7')()}}", "${window.attacked=8}",
    f"<link rel=stylesheet href={url}/link>", "\u202e\u2066<b>\u2028", "&lt;script&gt;&#x3c;script&#62;window.attacked=9&#x3c;/script&#62;",
    f"<meta http-equiv=refresh content='0;url={url}/meta'>", f"<base href={url}/>", "<script\u2029>window.attacked=10</script>", "<a href=javascript:alert(11) autofocus onfocus=alert(11)>",
]
work = os.path.join(folder, "page")
os.mkdir(work)
lines = []
for number, attack in enumerate(attacks):
    text = (f"{attack} Altena{number} {attack} a réalisé en 2024 un chiffre d’affaires de 167,7 millions d’euros {attack}, contre 148,0 millions d’euros"
            f" en 2023, soit une hausse de 31 %. {attack}")
    lines.append(json.dumps({"id": f"{attack}{number}", "title": attack, "text": text, "lang": "fr", "source": attack}))
with open(os.path.join(work, "articles.jsonl"), "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
with open(os.path.join(work, "facts.csv"), "w", encoding="utf-8") as file:
    file.write("entity,metric,period,value,unit,decimals,source\n")
    for number, attack in enumerate(attacks):
        quoted = attack.replace('"', '""')
        for source in (quoted, f"javascript:alert({number})", f"{url}/\"\"onclick=\"\"window.attacked=12"):
            file.write(f'Altena{number},revenue,2024,999000000,EUR,-5,"{source}"\n')
page = os.path.join(work, "page.html")
subprocess.run([chiffre, "check", "--format", "html", "--fail-on", "never", "--against", os.path.join(work, "facts.csv"), "--lang", "fr", "-o", page,
                os.path.join(work, "articles.jsonl")], check=True)
html = open(page, encoding="utf-8").read()
policy = re.findall(r'<meta http-equiv="Content-Security-Policy"[^>]*>', html)
assert policy, "the page has no policy"
driver = """<script>window.alert = window.confirm = window.prompt = function () { window.attacked = 'dialog'; };
addEventListener('load', function () {
  document.querySelectorAll('*').forEach(function (element) {
    ['mouseover', 'mouseenter', 'focus', 'mouseout'].forEach(name => element.dispatchEvent(new MouseEvent(name, { bubbles: true })));
  });
  document.querySelectorAll('.mark').forEach(mark => { mark.focus(); mark.click(); });
  document.querySelectorAll('a').forEach(function (link) { if (link.protocol === 'javascript:') window.attacked = 'link ' + link.href; });
  const own = new Set(%s);
  const foreign = Array.from(document.querySelectorAll('*'), e => e.localName).filter(name => !own.has(name));
  const handlers = Array.from(document.querySelectorAll('*')).filter(e => e.getAttributeNames().some(name => name.startsWith('on')));
  setTimeout(function () { document.title = 'SEEN ' + JSON.stringify([window.attacked || null, foreign, handlers.length,
      document.querySelectorAll('script').length, document.querySelectorAll('.mark').length]); }, 300);
});</script>"""
own = ["html", "head", "meta", "title", "style", "script", "body", "header", "main", "nav", "aside", "section", "article", "footer", "h1", "h2", "h3",
       "h4", "p", "div", "span", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "caption", "button", "input",
       "label", "select", "option", "output", "svg", "g", "path", "rect", "line", "text", "circle", "polyline", "mark", "a", "b", "em", "strong", "small",
       "figure", "figcaption", "form", "details", "summary", "time", "code", "kbd", "tspan", "desc", "defs", "bdi", "q", "br"]
scripts = len(re.findall("<script", html.split("<body")[0])) + 1
bare = html.replace(policy[0], "", 1).replace("<head>", "<head>" + driver % json.dumps(own), 1)
assert bare != html.replace(policy[0], "", 1), "no head"
with open(os.path.join(work, "bare.html"), "w", encoding="utf-8") as file:
    file.write(bare)
browser = shutil.which("chromium")
done = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
                       "--disable-component-update", "--virtual-time-budget=4000", f"--user-data-dir={work}/browser", "--dump-dom",
                       f"file://{work}/bare.html"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=180)
dom = done.stdout.decode("utf-8", "replace")
seen = re.search("<title>SEEN (.*?)</title>", dom)
assert seen, "the page did not run: " + dom[:300]
attacked, foreign, handlers, count, marks = json.loads(seen.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
assert attacked is None, attacked
assert not foreign, foreign
assert handlers == 0, handlers
assert marks >= 3 * len(attacks), marks
assert not requests, requests
print(f"{len(attacks)} attacks, {marks} marks, {count} scripts")
