package room

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ripple/reporters/internal/browsertest"
	"ripple/reporters/tabletop"
	"ripple/scenarios"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// written is a scenario's file with a text.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scenario.yaml")
	fatal(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// sit opens the page of a role, and waits until it shows something.
func (h *house) sit(t *testing.T, b *browsertest.Browser, role string) *browsertest.Page {
	t.Helper()
	p := b.OpenURL(t, h.link(role))
	p.Holds(`document.querySelector('.clock')`)
	return p
}

// press presses keys one after another, as a keyboard does: names of keys, or texts. What a page
// takes for a command is not written.
func press(p *browsertest.Page, keys ...string) {
	named := map[string]string{"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape}
	for _, key := range keys {
		if code, is := named[key]; is {
			key = code
		}
		for _, r := range key {
			p.Do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				for _, k := range kb.Encode(r) {
					switch k.Type {
					case kb.KeyChar:
						continue
					case kb.KeyDown:
						k.Text = kb.Keys[r].Text
					}
					if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, *k); err != nil {
						return err
					}
				}
				return nil
			}))
		}
	}
}

// until plays to a moment, past whatever stops play before.
func (h *house) until(t *testing.T, moment string) {
	t.Helper()
	to, err := h.session.To(moment)
	fatal(t, err)
	for h.session.State().Now < to.To {
		fatal(t, h.session.Advance(context.Background(), to))
	}
}

// told waits until the page says something that holds a text.
func told(p *browsertest.Page, text string) {
	p.Holds(fmt.Sprintf(`document.getElementById('said').textContent.includes(%q)`, text))
}

// TestADecisionIsThreeKeys: the team's number, a letter, Enter; then the next team at once. What
// is written in a field is text, whatever it would be as a key.
func TestADecisionIsThreeKeys(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 8")
	p := h.sit(t, b, "facilitator")
	press(p, "n")
	p.Holds(`document.querySelector('.clock').textContent == 'Day 8 09:00'`)
	press(p, "1", "a", "Enter", "2", "b", "Enter")
	p.Holds(`document.querySelectorAll('#decided li').length == 2`)
	st := h.session.State()
	if len(st.Decisions) != 2 || st.Decisions[0].Team != "front" || st.Decisions[0].Actions[0].Choice != "later" ||
		st.Decisions[1].Team != "yard" || st.Decisions[1].Actions[0].Choice != "later" {
		t.Fatalf("six keys made %+v", st.Decisions)
	}
	told(p, "Written down: The yard, later.")
	// A third is refused, and what was chosen stays.
	press(p, "1", "b", "Enter")
	told(p, "may have 1 in a turn")
	p.Holds(`document.querySelector('#decide .choice[aria-pressed=true] b').textContent.includes('Campaign')`)
	press(p, "Escape")
	// Words alone: Enter leads to the field, letters are letters there.
	press(p, "1", "Enter", "nde 2?", "Escape")
	p.Holds(`document.activeElement.id == 'decide'`)
	if text := browsertest.Asked[string](p, `document.querySelector('#decide textarea').value`); text != "nde 2?" {
		t.Errorf("the field holds %q", text)
	}
	press(p, "Enter")
	told(p, "Written down in words, not modelled: Front.")
	st = h.session.State()
	if d := st.Decisions[2]; d.Words != "nde 2?" || d.Modelled || h.session.Scenario().Moment(st.Now) != "day 8 09:00" {
		t.Errorf("words became %+v at %v", d, st.Now)
	}
	// The browser itself notes that the room said no, once.
	if said := p.Said(); len(said) != 1 || !strings.Contains(said[0], "409") {
		t.Errorf("the console said %q", said)
	}
}

// TestSizesAreChosenAtTheDesk: a number that was changed goes along, the others do not.
func TestSizesAreChosenAtTheDesk(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "facilitator")
	press(p, "2", "a")
	p.Holds(`document.querySelectorAll('#decide .sizes input').length == 4`)
	browsertest.Asked[bool](p, `(document.querySelector('#decide .sizes input').select(), document.querySelector('#decide .sizes input').focus(), true)`)
	press(p, "3", "Enter")
	told(p, "Written down")
	got := h.session.State().Decisions[0].Actions
	if len(got) != 1 || len(got[0].Sizes) != 1 || got[0].Sizes[0] != (scenarios.Size{Key: "people", Value: "3"}) {
		t.Errorf("decided %+v", got)
	}
	p.Quiet()
}

// TestTheDeskWithoutAMouse: every part is one key away and what has the keyboard is seen; Tab
// leads through all that can be used, and out again.
func TestTheDeskWithoutAMouse(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "facilitator")
	for key, part := range map[string]string{"e": "#to-come", "w": "#compared", "r": "#path", "o": "#objectives", "l": "#links", "c": "#wash", "Escape": "#stands"} {
		press(p, key)
		p.Holds(fmt.Sprintf(`document.querySelector(%q)`, part))
	}
	p.Holds(fmt.Sprintf(`document.querySelector('a.wall').href == %q`, h.link("audience")))
	press(p, "?")
	p.Holds(`document.querySelector('#keys').open && document.querySelectorAll('#keys dt').length > 15`)
	press(p, "n", "Escape") // keys mean nothing meanwhile
	p.Holds(`!document.querySelector('#keys').open`)
	press(p, "i")
	p.Holds(`document.activeElement.name == 'say'`)
	press(p, "The press and 1 day", "Escape")
	if now := h.session.Scenario().Moment(h.session.State().Now); now != "day 3 08:00" {
		t.Errorf("what was written let play come to %s", now)
	}
	for _, tab := range []string{"e", "Escape"} {
		press(p, tab)
		p.Holds(`document.activeElement.id == 'desk'`)
		const all = `[...document.querySelectorAll('button, a[href], input, textarea, select, summary')].filter(e => e.checkVisibility() && !e.disabled)`
		want := browsertest.Asked[int](p, all+`.length`)
		seen := map[string]bool{}
		for range 3 * want {
			press(p, "Tab")
			at := browsertest.Asked[string](p, `document.activeElement === document.body ? '' : String(`+all+`.indexOf(document.activeElement))`)
			if at == "" {
				continue // out of the page, and in again
			}
			if seen[at] && len(seen) >= want {
				break
			}
			seen[at] = true
			if browsertest.Asked[string](p, `getComputedStyle(document.activeElement).outlineStyle`) == "none" {
				t.Errorf("nothing shows that the keyboard is at %s", browsertest.Asked[string](p, `document.activeElement.outerHTML.slice(0, 100)`))
			}
		}
		delete(seen, "-1")
		if len(seen) != want {
			t.Errorf("Tab leads to %d of %d", len(seen), want)
		}
	}
	p.Quiet()
}

// TestTheEventListIsInTheFacilitatorsHands: hold, postpone, fire, skip and improvise, with the keyboard.
func TestTheEventListIsInTheFacilitatorsHands(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "facilitator")
	button := func(label string) {
		t.Helper()
		p.Holds(fmt.Sprintf(`(document.querySelector('[aria-label=%q]').closest('details').open = true, document.querySelector('[aria-label=%[1]q]').focus(), document.activeElement.ariaLabel == %[1]q)`, label))
		press(p, "Enter")
	}
	press(p, "e")
	button("Hold inject 1")
	told(p, "Inject 1 is held.")
	button("Postpone … inject 3")
	p.Holds(`document.activeElement.name == 'to'`)
	press(p, "Enter")
	told(p, "Inject 3 comes on day 14 09:00.")
	button("Skip inject 5")
	told(p, "Inject 5 does not come.")
	press(p, "f", "Enter")
	told(p, "Inject 1 has come.")
	press(p, "i", `The "press": calls # now`)
	browsertest.Asked[bool](p, `(document.querySelector('[name="to:yard"]').click(), document.querySelector('#improvise form').requestSubmit(), true)`)
	told(p, "Inject 9 has come.")
	v, err := h.session.View(tabletop.Facilitator)
	fatal(t, err)
	status := map[int]tabletop.Status{}
	for _, in := range v.Desk.Injects {
		status[in.Number] = in.Status
	}
	last := v.Desk.Injects[len(v.Desk.Injects)-1]
	if status[3] != tabletop.Planned || status[1] != tabletop.HasCome || status[5] != tabletop.NotComing || last.Say != `The "press": calls # now` || last.To != "the yard" {
		t.Errorf("the event list is %v, the last %+v", status, last)
	}
	p.Quiet()
}

// TestWhatHappensIsImprovisedWithoutYAML: every happening that the desk offers is one that scenarios know.
func TestWhatHappensIsImprovisedWithoutYAML(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "facilitator")
	press(p, "e")
	number := 8
	for what, does := range map[string]string{
		"absence": "30 % of the people are missing in office.", "slowdown": "", "slip": "What reaches office is held for 2 days.",
		"outage": "erp is down.", "surge": "Demand of builders is 140 % of the usual.",
	} {
		browsertest.Asked[bool](p, fmt.Sprintf(`(e => (e.value = %q, e.dispatchEvent(new Event('change')), true))(document.querySelector('#improvise [name=what]'))`, what))
		p.Holds(fmt.Sprintf(`document.querySelector('#improvise [data-key=%s]')`, what))
		browsertest.Asked[bool](p, `(document.querySelector('#improvise form').requestSubmit(), true)`)
		number++
		told(p, fmt.Sprintf("Inject %d has come.", number))
		v, err := h.session.View(tabletop.Facilitator)
		fatal(t, err)
		if in := v.Desk.Injects[len(v.Desk.Injects)-1]; in.Does == "" || does != "" && in.Does != does {
			t.Errorf("%s: %q", what, in.Does)
		}
	}
	p.Quiet()
}

// TestATeamProposesAndTheDeskAnswers: in words that the desk maps to a response, by a response, and
// one that is refused; both sides see it.
func TestATeamProposesAndTheDeskAnswers(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	team, desk := h.sit(t, b, "front"), h.sit(t, b, "facilitator")
	write := func(words string) {
		t.Helper()
		browsertest.Asked[bool](team, fmt.Sprintf(`(document.querySelector('#propose [name=words]').value = %q, document.querySelector('#propose form').requestSubmit(), true)`, words))
		told(team, "Proposed.")
	}
	write("We tell everybody a later date")
	desk.Holds(`document.querySelector('#proposals').textContent.includes('We tell everybody a later date')`)
	press(desk, "p")
	desk.Holds(`document.activeElement.classList.contains('yes')`)
	press(desk, "Tab", "Enter")
	desk.Holds(`document.querySelectorAll('#proposals .choice').length == 5`)
	browsertest.Asked[bool](desk, `([...document.querySelectorAll('#proposals .choice')].find(c => c.textContent.includes('Later')).click(), document.querySelector('#proposals form').requestSubmit(), true)`)
	told(desk, "Proposal 1 is admitted.")
	team.Holds(`document.querySelector('#proposed').textContent.includes('admitted') && document.querySelector('#propose').textContent.includes('You have decided in this turn')`)
	write("And we pray")
	desk.Holds(`document.querySelector('#proposals')`)
	browsertest.Asked[bool](desk, `([...document.querySelectorAll('#proposals button')].find(c => c.textContent.includes('Refuse')).click(), true)`)
	desk.Holds(`document.activeElement.name == 'why'`)
	browsertest.Asked[bool](desk, `(document.activeElement.value = 'Say what you do', document.querySelector('#proposals form').requestSubmit(), true)`)
	told(desk, "Proposal 2 is refused.")
	team.Holds(`document.querySelector('#proposed').textContent.includes('Say what you do')`)
	st := h.session.State()
	if len(st.Decisions) != 1 || st.Decisions[0].Actions[0].Choice != "later" || st.Proposals[1].Answer != "Say what you do" {
		t.Errorf("decided %+v, proposed %+v", st.Decisions, st.Proposals)
	}
	desk.Quiet()
	team.Quiet()
}

// TestTheEvaluatorRates: a rating with words, and a note about an objective.
func TestTheEvaluatorRates(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "evaluator")
	browsertest.Asked[bool](p, `(document.querySelector('.objective textarea').value = 'Too late', document.querySelectorAll('.objective .rating button')[2].click(), true)`)
	p.Holds(`document.querySelectorAll('.objective .rating button')[2].ariaPressed == 'true'`)
	browsertest.Asked[bool](p, `(document.querySelector('#note textarea').value = 'They talk', document.querySelector('#note select').value = 'one-plan', document.querySelector('#note form').requestSubmit(), true)`)
	p.Holds(`document.querySelectorAll('.notes li').length == 2`)
	st := h.session.State()
	if n := st.Notes; len(n) != 2 || n[0].Rating != tabletop.MajorChallenges || n[0].Words != "Too late" || n[1].Objective != "one-plan" || n[1].By != "evaluator" {
		t.Errorf("noted %+v", n)
	}
	p.Quiet()
}

// TestRewindingAtTheDesk: back to before a decision, and on the first way again.
func TestRewindingAtTheDesk(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p := h.sit(t, b, "facilitator")
	press(p, "1", "a", "Enter")
	told(p, "Written down")
	press(p, "r")
	p.Holds(`document.querySelector('#path button')`)
	browsertest.Asked[bool](p, `(document.querySelector('#path button').click(), true)`)
	p.Holds(`document.activeElement.name == 'name'`)
	press(p, "other", "Enter")
	told(p, "The way played so far stays.")
	if st := h.session.State(); st.Branch != 2 || st.Branches[1].Name != "other" || len(st.Decisions) != 0 {
		t.Errorf("after going back: %+v", st.Branches)
	}
	press(p, "r")
	p.Holds(`document.querySelector('#branches button')`)
	browsertest.Asked[bool](p, `(document.querySelector('#branches button').click(), true)`)
	told(p, "On way 1.")
	if st := h.session.State(); st.Branch != 1 || len(st.Decisions) != 1 {
		t.Errorf("on the first way again: %+v", st.Branches)
	}
	p.Quiet()
}

// TestWhatIsRevealedComesToAll: nobody but the desk has it before, and it can be hidden again.
func TestWhatIsRevealedComesToAll(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 9")
	team, evaluator, desk := h.sit(t, b, "yard"), h.sit(t, b, "evaluator"), h.sit(t, b, "facilitator")
	press(desk, "w")
	desk.Holds(`document.querySelectorAll('#compared tbody tr').length == 4`)
	for _, on := range []bool{true, false} {
		if browsertest.Asked[bool](team, `!!document.querySelector('#revealed')`) == on {
			t.Errorf("the team sees what might have been: %v", !on)
		}
		browsertest.Asked[bool](desk, `(document.querySelector('#reveal button').click(), true)`)
		for _, p := range []*browsertest.Page{team, evaluator} {
			p.Holds(fmt.Sprintf(`!!document.querySelector('#revealed') == %v`, on))
		}
		if n := browsertest.Asked[int](team, `document.querySelectorAll('#revealed tbody tr').length`); on && n != 3 {
			t.Errorf("%d rows are revealed", n)
		}
	}
	press(desk, "b")
	told(desk, "Names are hidden on the wall.")
	for _, p := range []*browsertest.Page{team, evaluator, desk} {
		p.Quiet()
	}
}

// TestTheDeskLooksAhead: a forecast is made while the desk goes on, comes to the desk alone
// until it is revealed, and is gone when play goes on.
func TestTheDeskLooksAhead(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 9")
	team, desk := h.sit(t, b, "yard"), h.sit(t, b, "facilitator")
	press(desk, "w")
	desk.Holds(`[...document.querySelectorAll('#ahead button')].some(b => b.textContent == 'Look ahead')`)
	browsertest.Asked[bool](desk, `(document.querySelector('#ahead button').click(), true)`)
	told(desk, "The forecast is being made.")
	desk.Holds(`document.querySelectorAll('#ahead svg polygon').length == 2 && document.querySelector('#ahead button').textContent == 'Look ahead again'`)
	if said := browsertest.Asked[string](desk, `document.querySelector('#ahead svg').getAttribute('aria-label')`); !strings.Contains(said, "eight of ten between") {
		t.Errorf("who does not see the picture hears %q", said)
	}
	if browsertest.Asked[bool](team, `!!document.querySelector('#revealed')`) {
		t.Error("the team sees a forecast that nobody revealed")
	}
	browsertest.Asked[bool](desk, `([...document.querySelectorAll('#reveal button')].find(b => b.parentElement.textContent.includes('what may come')).click(), true)`)
	team.Holds(`document.querySelectorAll('#revealed svg polygon').length == 2`)
	h.until(t, "day 10")
	team.Holds(`!document.querySelector('#revealed svg')`)
	desk.Holds(`!document.querySelector('#ahead svg')`)
	for _, p := range []*browsertest.Page{team, desk} {
		p.Quiet()
	}
}

// hostile is the workshop with texts that somebody wrote to do harm, and long ones.
func hostile(t *testing.T) (string, []string) {
	t.Helper()
	texts := []string{
		`<script>window.owned=true</script>`, `"><img src=x onerror="window.owned=true">`, `'); window.owned=true; ('`,
		`</p><b class=evil>`, `{{.Title}} ${1+1}`, strings.Repeat("long-name-", 20) + "end",
	}
	plain, err := os.ReadFile(workshop)
	fatal(t, err)
	quoted := func(i int) string { return fmt.Sprintf("%q", texts[i]) }
	return strings.NewReplacer(
		"title: A bad month", "title: "+quoted(0), "Builders hear before they ask.", quoted(1), "label: the yard", "label: "+quoted(2),
		"say: A builder calls and asks.", "say: "+quoted(3), "from: a builder", "from: "+quoted(1), "expected-action: Say when.", "expected-action: "+quoted(5),
		"label: two more welders", "label: "+quoted(5), "label: rush the steel", "label: "+quoted(4), "name: Before", "name: "+quoted(3),
		"begins: day 3", "start-of-exercise: "+quoted(0)+"\n  hot-wash: ["+quoted(3)+"]\n  begins: day 3",
	).Replace(string(plain)), texts
}

// TestPagesFitAndAreReadable: at three sizes nothing is wider than its window, in light and dark
// all texts have the contrast of WCAG 2, and hostile texts stay texts.
func TestPagesFitAndAreReadable(t *testing.T) {
	b := browsertest.New(t)
	text, texts := hostile(t)
	h := opened(t, written(t, text))
	ctx := context.Background()
	fatal(t, h.session.Advance(ctx, h.session.NextInject()))
	fatal(t, h.session.Advance(ctx, h.session.NextInject()))
	fatal(t, h.session.Decide(ctx, tabletop.Request{Team: "yard", Words: texts[1], Reason: texts[0], Actions: []tabletop.Action{{Choice: "hands"}}}))
	_, err := h.session.Propose(ctx, tabletop.Request{Team: "front", Words: texts[5], Reason: texts[3]})
	fatal(t, err)
	fatal(t, h.session.Note(ctx, "evaluator", "", texts[1]))
	views := map[string][]string{"facilitator": {"Escape", "e", "w", "r", "o", "l", "c", "1"}, "front": {""}, "yard": {""}, "evaluator": {""}}
	for role, keys := range views {
		p := h.sit(t, b, role)
		var shown []string
		for _, key := range keys {
			if key != "" {
				press(p, key)
			}
			for _, size := range [][2]int64{{1920, 1080}, {1280, 800}, {390, 844}} {
				p.Do(chromedp.EmulateViewport(size[0], size[1]))
				if wide := browsertest.Asked[int](p, `document.documentElement.scrollWidth`); wide > int(size[0]) {
					t.Errorf("%s %s at %d: %d wide: %v", role, key, size[0], wide, browsertest.Asked[[]string](p,
						`[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.tabs')).map(e => e.outerHTML.slice(0, 120))`))
				}
				if out := browsertest.Asked[[]string](p, overflowing); len(out) > 0 {
					t.Errorf("%s %s at %d: texts are wider than what they stand in: %v", role, key, size[0], out)
				}
			}
			for _, scheme := range []string{"light", "dark"} {
				p.Media("screen", scheme)
				if hard := p.HardToRead(); len(hard) > 0 {
					t.Errorf("%s %s, %s: hard to read: %s", role, key, scheme, strings.Join(hard[:min(5, len(hard))], "\n"))
				}
			}
			shown = append(shown, browsertest.Asked[string](p, `document.body.textContent`))
		}
		if browsertest.Asked[bool](p, `window.owned === true`) || browsertest.Asked[int](p, `document.querySelectorAll('#room script, #room img:not([alt^="QR"]), .evil').length`) != 0 {
			t.Errorf("%s: a text became more than a text", role)
		}
		for i, name := range texts {
			if role == "facilitator" && !slices.ContainsFunc(shown, func(s string) bool { return strings.Contains(strings.ToLower(s), strings.ToLower(name)) }) {
				t.Errorf("the desk does not show text %d", i)
			}
		}
		p.Quiet()
	}
}

// overflowing lists the buttons and fields whose text is wider than they are.
const overflowing = `[...document.querySelectorAll('button, .sign, .tag, td, th')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map(e => e.outerHTML.slice(0, 120))`
