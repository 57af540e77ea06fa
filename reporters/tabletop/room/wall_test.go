package room

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"ripple/reporters/internal/browsertest"
	"ripple/reporters/tabletop"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// exhibit is a room with the wall in a browser, and all that the network has brought it.
type exhibit struct {
	t       *testing.T
	session *tabletop.Session
	page    *browsertest.Page
	mu      sync.Mutex
	brought strings.Builder
}

// exhibited plays a scenario's text in a room and opens the wall.
func exhibited(t *testing.T, b *browsertest.Browser, text string) *exhibit {
	t.Helper()
	h := opened(t, written(t, text))
	e := &exhibit{t: t, session: h.session}
	room, err := url.Parse(h.address)
	fatal(t, err)
	between := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:       func(r *httputil.ProxyRequest) { r.SetURL(room) },
		FlushInterval: -1,
		ModifyResponse: func(r *http.Response) error {
			r.Body = &eavesdropper{r.Body, e}
			return nil
		},
	})
	t.Cleanup(between.Close)
	t.Cleanup(between.CloseClientConnections)
	e.page = b.OpenURL(t, between.URL+strings.TrimPrefix(h.link(tabletop.Audience.Name), h.address))
	e.shows()
	return e
}

// eavesdropper keeps what is sent to the page.
type eavesdropper struct {
	io.ReadCloser
	e *exhibit
}

func (w *eavesdropper) Read(b []byte) (int, error) {
	n, err := w.ReadCloser.Read(b)
	w.e.mu.Lock()
	defer w.e.mu.Unlock()
	w.e.brought.Write(b[:n])
	return n, err
}

// sent is all that has come from the network.
func (e *exhibit) sent() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.brought.String()
}

// shows waits until the wall shows how the session stands, and gives that view.
func (e *exhibit) shows() *tabletop.View {
	e.t.Helper()
	v, err := e.session.View(tabletop.Audience)
	fatal(e.t, err)
	text, err := json.Marshal(v.Now.Text)
	fatal(e.t, err)
	e.page.Holds(fmt.Sprintf(`document.querySelector('.wall')?.dataset.moment === %s && document.querySelector('.wall').dataset.version === "%d" && document.querySelector('.wall').dataset.playing === "%t"`, text, v.Version, v.Playing))
	return v
}

// reaches plays to a moment and stands there.
func (e *exhibit) reaches(moment string) *tabletop.View {
	e.t.Helper()
	to, err := e.session.To(moment)
	fatal(e.t, err)
	for e.session.State().Now < to.To {
		fatal(e.t, e.session.Advance(e.t.Context(), to))
	}
	return e.shows()
}

// plays lets play run, a minute further.
func (e *exhibit) plays() *tabletop.View {
	e.t.Helper()
	fatal(e.t, e.session.Play(e.t.Context()))
	fatal(e.t, e.session.Step(e.t.Context(), e.session.NextInject(), e.session.Present()+grain, false))
	return e.shows()
}

// window is a size of the window, and what people want of it.
func (e *exhibit) window(width, height int64, scheme string, still bool) {
	e.t.Helper()
	motion := "no-preference"
	if still {
		motion = "reduce"
	}
	e.page.Do(chromedp.EmulateViewport(width, height), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
		}})
		return err
	}))
	e.page.Holds(fmt.Sprintf(`(m => innerWidth === %d && innerHeight === %d && (!m.clientWidth || m.dataset.size === m.clientWidth + ' ' + m.clientHeight))(document.querySelector('.map'))`, width, height))
}

// place is what the wall says about a department or a kind of customers.
type place struct{ Name, Number, Line, Load, First, Mood string }

const placesScript = `[...document.querySelectorAll('.place')].map(p => ({
	name: p.querySelector('.place-name').textContent, number: p.querySelector('.place-number').textContent, line: p.querySelector('.place-line').textContent,
	load: p.querySelector('.load i').style.width, first: p.querySelector('.place-first')?.textContent || '', mood: p.querySelector('.mood')?.textContent || '' }))`

func percent(share float64) string {
	if share < 0 {
		return "–"
	}
	if share < 1 {
		return fmt.Sprintf("%d\u00a0%%", min(99, int(100*share+0.5)))
	}
	return "100\u00a0%"
}

// TestTheWall is all that is tested of the wall with one browser.
func TestTheWall(t *testing.T) {
	if testing.Short() {
		t.Skip("plays sessions in a browser")
	}
	b := browsertest.New(t)
	for name, test := range map[string]func(*testing.T, *browsertest.Browser){
		"numbers are the view's":      numbersAreTheViews,
		"nothing is given away":       nothingIsGivenAway,
		"it is read from afar":        itIsReadFromAfar,
		"hostile words stay words":    hostileWordsStayWords,
		"nothing moves for the still": nothingMovesForTheStill,
		"many departments":            manyDepartments,
	} {
		t.Run(name, func(t *testing.T) { test(t, b) })
	}
}

// shop is a small organisation that is hit on day 8.
const shop = `scenario: A shop in a bad month
organisation:
  name: Shop
  currency: EUR
  calendar: {days: Mon-Fri, hours: 08:00-17:00, timezone: Europe/Brussels}
  handoff: 30m
  departments:
    office: {staff: 3, customer-facing: true}
    buying: {staff: 1}
    shop: {teams: {cutting: {staff: 2}, welding: {staff: 2}}}
    dispatch: {staff: 2}
  systems:
    erp: {run-by: office, when-down: stop}
  stocks:
    steel: {at: shop, start: 120, reorder: {at: 60, quantity: 100, by: get-steel}}
  flows:
    frame:
      for: builders
      steps:
        take: {by: office, work: exponential(20m), needs: erp}
        cut: {by: shop.cutting, work: gamma(mean 35m; cv 0.6), takes: {steel: 1}}
        weld: {by: shop.welding, work: gamma(mean 40m; cv 0.5)}
        send: {by: dispatch, work: 10m}
    get-steel:
      steps:
        ask: {by: buying, work: 30m}
        comes: {by: buying, wait: lognormal(mean 4 days; cv 0.4)}
        unload: {by: shop, work: 20m, gives: {steel: ordered}}
  customers:
    builders: {demand: 17 per day, promise: 3 working days, value: 240, patience: 12 days}
run: {from: 2026-10-05, for: 35 days, warm-up: 25 days, finish-within: 20 days, replications: 3, seed: 5}
injects:
  - {number: 1, at: day 8 09:00, slip: {department: shop, by: 3 days}, for: 6 days, say: A machine stands still., from: the shop}
  - {number: 2, at: day 9 10:00, outage: {system: erp, for: 20h}, say: Nobody can log in. IT operations looks for the cause and asks everybody to write orders down on paper until it is found; it can take until tomorrow at noon or longer., from: the head of IT operations}
  - {number: 3, at: day 20 10:00, surge: {customers: builders, by: 40 %, for: 3 days}, say: A rival burnt down.}
options:
  later: [{at: day 9, promise: {customers: builders, to: 6 working days, open-orders: yes}, for: 20 days}]
exercise:
  title: A bad month
  start-of-exercise: It is Monday.
  end-of-exercise: That was it.
  hot-wash: [What surprised you?]
  modules: [{name: Before, from: day 1}, {name: After, from: day 8, questions: [Whom do you tell?, Who decides?]}, {name: The secret end, from: day 25}]
  begins: day 3 08:00
`

func numbersAreTheViews(t *testing.T, b *browsertest.Browser) {
	e := exhibited(t, b, shop)
	e.window(1920, 1080, "light", false)
	if read := browsertest.Asked[string](e.page, `document.querySelector('.wall-read').innerText`); !strings.Contains(read, "It is Monday.") {
		t.Errorf("read aloud at the start: %q", read)
	}
	for _, moment := range []string{"day 5 11:00", "day 9 16:00", "day 14 09:00"} {
		e.reaches(moment)
		v := e.plays()
		shown := map[string]place{}
		for _, p := range browsertest.Asked[[]place](e.page, placesScript) {
			shown[p.Name] = p
		}
		for _, d := range v.Map.Departments {
			p := shown[d.Name]
			if want := fmt.Sprint(d.Backlog); p.Number != want {
				t.Errorf("%s: %s shows %s, the view %s", moment, d.Name, p.Number, want)
			}
			if d.Staff > 0 && p.Load != strings.TrimSuffix(fmt.Sprintf("%.4g", min(100, 100*float64(d.Busy)/float64(d.Staff))), ".0")+"%" {
				t.Errorf("%s: %s is busy %s: %+v", moment, d.Name, p.Load, d)
			}
			if (p.First != "") != (d.Strain != nil) {
				t.Errorf("%s: %s shows strain %q, the view %+v", moment, d.Name, p.First, d.Strain)
			}
			if len(d.Down) > 0 && p.Line != "✖ "+d.Down[0]+" down" {
				t.Errorf("%s: %s says %q while %v is down", moment, d.Name, p.Line, d.Down)
			}
		}
		for _, c := range v.Customers {
			p := shown[c.Name]
			if p.Number != percent(c.OnTime) || p.Line != fmt.Sprintf("%d of %d orders overdue", c.Overdue, c.Open) {
				t.Errorf("%s: %s shows %+v, the view %+v", moment, c.Name, p, c)
			}
		}
		if day := browsertest.Asked[string](e.page, `document.querySelector('.wall-day').textContent`); day != fmt.Sprintf("Day %d", v.Now.Day) {
			t.Errorf("%s shows as %s", moment, day)
		}
		told := browsertest.Asked[int](e.page, `document.querySelectorAll('.wall-told li').length`)
		if told != min(3, len(v.Story)) {
			t.Errorf("%s: %d lines of the story of %d", moment, told, len(v.Story))
		}
		if moment == "day 9 16:00" && !strings.Contains(browsertest.Asked[string](e.page, `document.querySelector('.wall-down').innerText`), "erp") {
			t.Error("the wall does not say that the ERP is down")
		}
		fatal(t, e.session.Pause(t.Context(), "look"))
		e.shows()
	}
	v := e.shows()
	if strained := slices.ContainsFunc(v.Map.Departments, func(d tabletop.DepartmentView) bool { return d.Strain != nil }); !strained {
		t.Error("the hit is not seen")
	}
	asked := browsertest.Asked[string](e.page, `document.querySelector('.wall-asked').innerText`)
	if !strings.Contains(asked, "Whom do you tell?") || !strings.Contains(asked, "Who decides?") {
		t.Errorf("to discuss: %q", asked)
	}
	if n := browsertest.Asked[int](e.page, `document.querySelectorAll('.wall-story li').length`); n > 5 {
		t.Errorf("%d bullets", n)
	}
	fatal(t, e.session.End(t.Context(), false))
	e.shows()
	if read := browsertest.Asked[string](e.page, `document.querySelector('.wall-read').innerText`); !strings.Contains(read, "That was it.") {
		t.Errorf("read aloud at the end: %q", read)
	}
	if asked := browsertest.Asked[string](e.page, `document.querySelector('.wall-asked').innerText`); !strings.Contains(asked, "What surprised you?") {
		t.Errorf("to discuss at the end: %q", asked)
	}
	fatal(t, e.session.Reveal(t.Context(), tabletop.RevealBaseline, true))
	e.shows()
	if !browsertest.Asked[bool](e.page, `document.querySelector('.wall-compared').checkVisibility() && !document.querySelector('.wall-read').checkVisibility()`) {
		t.Error("what is revealed after the end is not shown")
	}
	e.page.Quiet()
}

func nothingIsGivenAway(t *testing.T, b *browsertest.Browser) {
	e := exhibited(t, b, shop)
	ctx := t.Context()
	e.reaches("day 9 09:00")
	fatal(t, e.session.Decide(ctx, tabletop.Request{Team: e.session.Scenario().Exercise.Teams[0].Name, Actions: []tabletop.Action{{Choice: "later"}}}))
	e.reaches("day 16 09:00")
	fatal(t, e.session.Forecast(ctx, tabletop.Horizon{Replications: 10, Days: 4}))
	e.shows()
	page := func() string { return browsertest.Asked[string](e.page, `document.documentElement.outerHTML`) }
	might := []string{"Had you done nothing", "Had nothing happened"}
	assets := e.sent() // the page's own words are in its scripts
	views := assets[strings.Index(assets, "event: view"):]
	for _, secret := range []string{"A rival burnt down", "The secret end", `"usual"`, `"compared"`, `"desk"`, `"forecast"`, "do-nothing", "baseline", "surge"} {
		if strings.Contains(views, secret) {
			t.Errorf("the network brings %q", secret)
		}
		if strings.Contains(page(), secret) {
			t.Errorf("the page holds %q", secret)
		}
	}
	for _, words := range might {
		if strings.Contains(page(), words) {
			t.Errorf("the page says %q", words)
		}
	}
	for i, what := range []string{tabletop.RevealDoNothing, tabletop.RevealBaseline} {
		fatal(t, e.session.Reveal(ctx, what, true))
		v := e.shows()
		text := browsertest.Asked[string](e.page, `document.querySelector('.wall-compared').innerText`)
		if !strings.Contains(text, might[i]) {
			t.Errorf("%s is revealed, and the wall says %q", what, text)
		}
		for _, c := range v.Compared {
			if !strings.Contains(text, percent(c.OnTime)) || !strings.Contains(text, fmt.Sprintf("%d overdue, %d lost", c.Overdue, c.Lost)) {
				t.Errorf("%+v is not on the wall: %q", c, text)
			}
		}
	}
	fatal(t, e.session.Reveal(ctx, tabletop.RevealForecast, true))
	e.shows()
	if text := browsertest.Asked[string](e.page, `document.querySelector('.wall-compared').innerText`); !strings.Contains(text, "What may come by day 20") {
		t.Errorf("a forecast is revealed, and the wall says %q", text)
	}
	fatal(t, e.session.Reveal(ctx, tabletop.RevealDoNothing, false))
	fatal(t, e.session.Reveal(ctx, tabletop.RevealBaseline, false))
	e.shows()
	if fans := browsertest.Asked[int](e.page, `[...document.querySelectorAll('.fan polygon')].filter(f => f.getAttribute('points').split(' ').length >= 10).length`); fans != 2 {
		t.Errorf("%d bands are drawn of what may come", fans)
	}
	fatal(t, e.session.Reveal(ctx, tabletop.RevealDoNothing, true))
	fatal(t, e.session.Reveal(ctx, tabletop.RevealBaseline, true))
	v := e.plays()
	if marked := browsertest.Asked[string](e.page, `document.querySelector('.place-other').textContent`); marked != "◇"+percent(v.Compared[0].OnTime)+" ○"+percent(v.Compared[1].OnTime) {
		t.Errorf("beside the customers stands %q", marked)
	}
	fatal(t, e.session.Pause(ctx, "look"))
	fatal(t, e.session.Reveal(ctx, tabletop.RevealDoNothing, false))
	fatal(t, e.session.Reveal(ctx, tabletop.RevealBaseline, false))
	fatal(t, e.session.Blank(ctx, true))
	e.shows()
	for _, words := range append(might, "buying", "dispatch") {
		if strings.Contains(browsertest.Asked[string](e.page, `document.querySelector('.wall').innerText`), words) {
			t.Errorf("hidden again, and the wall says %q", words)
		}
	}
	e.page.Quiet()
}

func hostileWordsStayWords(t *testing.T, b *browsertest.Browser) {
	const evil = `<img src=x onerror=document.title=1><script>alert(1)</script>`
	text := strings.NewReplacer("title: A bad month", "title: '"+evil+"'", "A machine stands still.", evil, "from: the shop", "from: '"+evil+"'",
		"Whom do you tell?", "'"+evil+"'", "name: After", "name: '"+evil+"'", "It is Monday.", evil).Replace(shop)
	e := exhibited(t, b, text)
	e.reaches("day 9 09:00")
	shown := browsertest.Asked[string](e.page, `document.querySelector('.wall').textContent`)
	if n := strings.Count(shown, evil); n < 4 {
		t.Errorf("the wall shows it %d times: %q", n, shown)
	}
	if n := browsertest.Asked[int](e.page, `document.querySelectorAll('.wall img, .wall script').length`); n != 0 {
		t.Errorf("%d elements came from words", n)
	}
	e.page.Quiet()
}

// nothingMovesForTheStill: dots move while play runs, except for those who want no motion.
func nothingMovesForTheStill(t *testing.T, b *browsertest.Browser) {
	e := exhibited(t, b, shop)
	e.window(1920, 1080, "light", false)
	e.reaches("day 9 16:00")
	e.plays()
	const inked = `(() => { const c = document.querySelector('.map-dots'); return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0) })()`
	e.page.Holds(inked)
	e.window(1920, 1080, "light", true)
	e.page.Holds("!" + inked)
	if n := browsertest.Asked[int](e.page, `document.getAnimations().length`); n != 0 {
		t.Errorf("%d animations run", n)
	}
	if ways := browsertest.Asked[int](e.page, `[...document.querySelectorAll('.map-ways path.way')].filter(w => parseFloat(w.getAttribute('stroke-width')) > 0 && w.getAttribute('d')).length`); ways == 0 {
		t.Error("no way is drawn")
	}
}
