package reporters

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"ripple/reporters/internal/browsertest"
	"ripple/scenarios"
)

// exercised are the shipped exercises, and a scenario that says nothing of how it is played.
func exercised(t *testing.T) []*scenarios.Scenario {
	t.Helper()
	list, err := scenarios.List()
	if err != nil {
		t.Fatal(err)
	}
	var all []*scenarios.Scenario
	for i := range list {
		if list[i].Kind != "scenario" || !list[i].Played() && list[i].Name != "procurement-slip" {
			continue
		}
		s, err := scenarios.Load(list[i].Name, scenarios.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// printed is what the papers of a scenario hold: the page, the text of what players get
// beforehand, of the cards that are handed out, and of the rest.
func printed(t *testing.T, s *scenarios.Scenario) (page []byte, open, cards, staff string) {
	t.Helper()
	var out bytes.Buffer
	if err := PapersHTML(&out, s, "v0.0.0", "go0"); err != nil {
		t.Fatal(err)
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, sheet := range strings.Split(out.String(), `<section class="sheet"`)[1:] {
		text := html.UnescapeString(tags.ReplaceAllString("<x"+sheet, " "))
		switch {
		case strings.Contains(sheet, `data-open="true"`):
			open += text
		case strings.Contains(sheet, `: Inject cards"`):
			cards += text
		default:
			staff += text
		}
	}
	return out.Bytes(), open, cards, staff
}

// TestPapersHoldWhatAnExerciseNeeds: every response for its team, every message on a card,
// what is expected for those who deliver and who rate, and the guide.
func TestPapersHoldWhatAnExerciseNeeds(t *testing.T) {
	for _, s := range exercised(t) {
		_, open, cards, staff := printed(t, s)
		has := func(where, text, what string) {
			t.Helper()
			if what != "" && !strings.Contains(text, what) {
				t.Errorf("%s: %s lacks %q", s.Name, where, what)
			}
		}
		x := s.Exercise
		has("the manual", open, x.About)
		has("the manual", open, s.OrganisationAbout())
		for i := range s.Model.Departments {
			has("the manual", open, spaced(s.Model.Departments[i].Name))
		}
		for i := range x.Choices {
			c := &x.Choices[i]
			if slices.ContainsFunc(x.Teams, func(t scenarios.PlayingTeam) bool {
				return t.Choices == nil || slices.Contains(t.Choices, c.Name)
			}) {
				has("the response cards", open, sentence(c.Label))
			}
		}
		for _, in := range s.Injects {
			has("the cards", cards, in.Say)
			for _, text := range []string{in.Say, in.Does, in.ExpectedAction, in.From} {
				has("the event list", staff, text)
			}
		}
		for _, o := range x.Objectives {
			has("the evaluators' sheets", staff, o.Text)
		}
		for _, m := range x.Modules {
			has("the guide", staff, m.Name)
			for _, q := range m.Questions {
				has("the guide", staff, q)
			}
		}
		for _, text := range append([]string{x.Start, x.End}, x.HotWash...) {
			has("the guide", staff, text)
		}
		if g := x.Guide; g != nil {
			for _, text := range append([]string{g.Brief, g.Close}, g.WatchFor...) {
				has("the guide", staff, text)
			}
			for _, d := range g.Decisions {
				has("the guide", staff, d.Text)
			}
		}
	}
}

// TestPlayersPapersSayNothingOfWhatIsToCome: neither messages nor what happens nor what is
// expected, no objective, module, condition, or line of the guide; and the scenario's own
// title and words, which say what goes wrong, nowhere.
func TestPlayersPapersSayNothingOfWhatIsToCome(t *testing.T) {
	for _, s := range exercised(t) {
		_, open, cards, _ := printed(t, s)
		without := func(where, text, what string) {
			t.Helper()
			if what != "" && strings.Contains(text, what) {
				t.Errorf("%s: %s says %q", s.Name, where, what)
			}
		}
		x := s.Exercise
		for _, text := range []string{s.Title, s.About} {
			without("what players get", open, text)
			without("a card", cards, text)
		}
		for _, in := range s.Injects {
			without("what players get", open, in.Say)
			for _, text := range []string{in.Does, in.ExpectedAction} {
				without("what players get", open, text)
				without("a card", cards, text)
			}
			if in.When.Condition != nil {
				without("a card", cards, in.Written)
			}
		}
		for _, o := range x.Objectives {
			without("what players get", open, o.Text)
			without("a card", cards, o.Text)
		}
		for _, m := range x.Modules {
			without("what players get", open, m.Name)
		}
		for _, w := range x.PauseWhen {
			without("what players get", open, w.Text)
		}
		if g := x.Guide; g != nil {
			for _, d := range g.Decisions {
				without("what players get", open, d.Text)
			}
		}
	}
}

// TestEachTeamsResponseCardsAreItsOwn: on its own pages, and nobody else's.
func TestEachTeamsResponseCardsAreItsOwn(t *testing.T) {
	for _, s := range exercised(t) {
		p := newPapers(s)
		for i := range s.Exercise.Teams {
			team := &s.Exercise.Teams[i]
			var got []string
			for _, sheet := range p.Sheets {
				if sheet.Part.Title != "Response cards: "+team.Label {
					continue
				}
				for _, b := range sheet.Blocks {
					for _, c := range b.Cards {
						got = append(got, c.Facts[1].Text)
					}
				}
			}
			want := slices.Clone(team.Choices)
			if team.Choices == nil {
				for _, c := range s.Exercise.Choices {
					want = append(want, c.Name)
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: cards %v, choices %v", s.Name, team.Name, got, want)
			}
		}
	}
}

// TestTheGuideOfAShippedExerciseIsOnePage, beside one of what is read and asked.
func TestTheGuideOfAShippedExerciseIsOnePage(t *testing.T) {
	for _, s := range exercised(t) {
		p := newPapers(s)
		if last := p.Parts[len(p.Parts)-1]; s.Exercise.Guide != nil && last.To-last.From != 1 {
			t.Errorf("%s: the guide has pages %s", s.Name, last.Pages())
		}
		for i, part := range p.Parts {
			if i > 0 && part.From != p.Parts[i-1].To+1 || part.To < part.From {
				t.Errorf("%s: %q has pages %s", s.Name, part.Title, part.Pages())
			}
		}
	}
}

// hostileExercise is one whose texts are long, or mean something in HTML.
func hostileExercise(t *testing.T) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load("empty-shelves", scenarios.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x := s.Exercise
	long := strings.Repeat("and one more thing that has to be said, ", 49)
	x.Title, x.About, x.Start = hostileNames[0], hostileNames[1]+long, long
	for i := range s.Injects {
		in := &s.Injects[i]
		switch i % 4 {
		case 0:
			in.Say, in.From = hostileNames[i%len(hostileNames)], hostileNames[(i+1)%len(hostileNames)]
		case 1:
			in.Say, in.ExpectedAction = long, long
		case 2:
			in.Say, in.Method = strings.Repeat("W", 400), strings.Repeat("x", 300)
		case 3:
			in.Say = strings.Repeat("供应链中断影响客户", 60)
		}
	}
	for i := range x.Choices {
		x.Choices[i].Label = hostileNames[i%len(hostileNames)]
	}
	for i := range x.Teams {
		x.Teams[i].Label = hostileNames[(i+2)%len(hostileNames)]
	}
	for i := range x.Objectives {
		x.Objectives[i].Text = long
	}
	x.Guide.Brief = long
	for i := range x.Guide.Decisions {
		x.Guide.Decisions[i].Text = long
	}
	for i := range s.Model.Agreements {
		s.Model.Agreements[i].Name = hostileNames[i%len(hostileNames)]
	}
	return s
}

// TestPapersInABrowser: each sheet is one page of paper, on A4 and on Letter, nothing is cut
// or runs over, nothing is fetched, names stay text, and the console is silent.
func TestPapersInABrowser(t *testing.T) {
	b := browsertest.New(t)
	all := append(exercised(t), hostileExercise(t))
	for i, s := range all {
		name := s.Name
		if i == len(all)-1 {
			name = "hostile"
		}
		t.Run(name, func(t *testing.T) {
			page, _, _, _ := printed(t, s)
			p := b.Open(t, page)
			for _, medium := range []string{"screen", "print"} {
				p.Media(medium, "light")
				if cut := browsertest.Asked[[]string](p, cutScript); len(cut) > 0 {
					t.Errorf("on %s:\n%s", medium, strings.Join(cut, "\n"))
				}
			}
			for _, scheme := range []string{"dark", "light"} {
				p.Media("screen", scheme)
				if hard := p.HardToRead(); len(hard) > 0 {
					t.Errorf("hard to read when it is %s: %v", scheme, hard)
				}
			}
			p.Do(chromedp.EmulateViewport(390, 844))
			if left := browsertest.Asked[float64](p, "document.querySelector('.sheet').getBoundingClientRect().left"); left < 0 {
				t.Errorf("on a phone the sheets begin %g to the left of the screen", -left)
			}
			if owned := browsertest.Asked[bool](p, "!!window.owned"); owned {
				t.Error("a name ran as a script")
			}
			p.Alone()
			p.Media("print", "light")
			sheets := browsertest.Asked[int](p, "document.querySelectorAll('.sheet').length")
			for paper, size := range map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter} {
				ctx, cancel := context.WithTimeout(p.Context(), time.Minute)
				pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(size)))
				cancel()
				if err != nil {
					t.Fatal(err)
				}
				if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); pages != sheets {
					t.Errorf("%d sheets come out on %d pages of %s", sheets, pages, paper)
				}
			}
		})
	}
}

// cutScript lists the sheets, cards and cells whose content does not fit.
var cutScript = fmt.Sprintf(`(() => {
	const cut = [], mm = document.createElement('div');
	mm.style.width = '100mm'; document.body.append(mm);
	const one = mm.getBoundingClientRect().width / 100; mm.remove();
	for (const s of document.querySelectorAll('.sheet')) {
		const what = s.firstElementChild.getBoundingClientRect().height / one;
		if (what > %g) cut.push('sheet ' + s.dataset.page + ' holds ' + what.toFixed(1) + ' mm');
		for (const e of s.querySelectorAll('td, th, p, h2, h3, li, dd'))
			if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) cut.push('sheet ' + s.dataset.page + ', ' + e.tagName + ' is wider than its place: ' + e.textContent.slice(0, 40));
	}
	for (const c of document.querySelectorAll('.card'))
		if (c.scrollHeight > c.clientHeight + 1 || c.scrollWidth > c.clientWidth + 1) cut.push(c.textContent.trim().slice(0, 40) + ' is cut off: ' + c.scrollHeight + ' of ' + c.clientHeight);
	return cut;
})()`, sheetHeight+1.5)
