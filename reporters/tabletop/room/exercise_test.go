package room

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"ripple/broker"
	"ripple/reporters"
	"ripple/reporters/internal/browsertest"
	"ripple/reporters/tabletop"
	"ripple/scenarios"
	"ripple/sim"
)

// TestAWholeExercise is one from its start to what stays of it, with a facilitator, two teams, an
// evaluator and the wall, each in a browser: nobody uses anything but a page.
func TestAWholeExercise(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	desk, front, yard := h.sit(t, b, "facilitator"), h.sit(t, b, "front"), h.sit(t, b, "yard")
	evaluator, wall := h.sit(t, b, "evaluator"), b.OpenURL(t, h.link("audience"))
	does := func(p *browsertest.Page, script string) {
		t.Helper()
		browsertest.Asked[bool](p, "("+script+", true)")
	}
	reaches := func(moment string) {
		t.Helper()
		for range 30 {
			if h.session.Scenario().Moment(h.session.State().Now) == moment {
				return
			}
			was := browsertest.Asked[string](desk, `document.querySelector('.clock').textContent`)
			press(desk, "g")
			desk.Holds(`document.activeElement.name == 'when'`)
			does(desk, `document.activeElement.value = ''`)
			press(desk, moment, "Enter", "Escape")
			desk.Holds(fmt.Sprintf(`document.querySelector('.clock').textContent != %q`, was))
		}
		t.Fatalf("play does not come to %s", moment)
	}

	// It begins at its pace.
	h.pass(time.Second)
	press(desk, " ")
	wall.Holds(`document.querySelector('.wall-state').textContent.includes('Playing')`)
	h.pass(time.Second)
	press(desk, " ")
	wall.Holds(`document.querySelector('.wall-state').textContent.includes('Paused')`)

	// What one team is told the other is not.
	reaches("day 8 09:00")
	yard.Holds(`document.querySelector('#inbox').textContent.includes('The buyer waits for a signature.')`)
	if browsertest.Asked[bool](front, `document.body.textContent.includes('signature')`) || browsertest.Asked[bool](wall, `document.body.textContent.includes('signature')`) {
		t.Error("the others are told what the yard is told")
	}

	// A team proposes, the desk admits; another decides aloud, the desk writes it down.
	does(yard, `[...document.querySelectorAll('#propose .choice')].find(c => c.textContent.includes('Two more welders')).click(), document.querySelector('#propose [name=reason]').value = 'We are two short', document.querySelector('#propose form').requestSubmit()`)
	told(yard, "Proposed.")
	desk.Holds(`document.querySelector('#proposals')`)
	press(desk, "p", "Enter")
	told(desk, "Proposal 1 is admitted.")
	press(desk, "1", "a", "Enter")
	told(desk, "Written down: Front, later.")
	front.Holds(`document.querySelector('#proposed').textContent.includes('later')`)
	yard.Holds(`document.querySelector('#proposed .sign').textContent.includes('admitted')`)

	reaches("day 12 10:00")
	does(evaluator, `document.querySelectorAll('.objective .rating button')[1].click()`)
	evaluator.Holds(`document.querySelectorAll('.objective .rating button')[1].ariaPressed == 'true'`)
	reaches("day 36 00:00")
	press(desk, "c")
	does(desk, `document.querySelector('#now-reveal button').click()`)
	front.Holds(`document.querySelector('#revealed')`)
	does(desk, `document.querySelector('#end button').focus()`)
	press(desk, "Enter")
	told(desk, "The exercise is over.")
	wall.Holds(`document.querySelector('.wall-state').textContent.includes('The end')`)

	// The file that stays gives what the room lived through.
	s, err := scenarios.Load(written(t, fetched(t, h.link("facilitator")+"saved.yaml")), scenarios.Options{})
	fatal(t, err)
	bus, err := broker.Start(context.Background(), broker.Options{})
	fatal(t, err)
	defer bus.Close()
	again, err := sim.Run(context.Background(), s.Model, bus, sim.Options{Replications: 1})
	fatal(t, err)
	lived, same := h.session.Course().Worlds[tabletop.Room], again.Worlds[0][tabletop.Room]
	lived.Samples, same.Samples = nil, nil
	if lived.Segments[0].Delivered == 0 || !reflect.DeepEqual(lived, same) {
		t.Errorf("the room has %+v, its file %+v", lived.Segments[0], same.Segments[0])
	}

	// So does the report, which names what was decided.
	h.room.archive.review = func(ctx context.Context, events []tabletop.Event) (*reporters.AfterAction, error) {
		return tabletop.Review(ctx, events, tabletop.ReviewSettings{Bus: bus, Replications: 2})
	}
	report := fetched(t, h.link("facilitator")+"report.md")
	for _, want := range []string{"Two more welders", "We are two short"} {
		if !strings.Contains(strings.ToLower(report), strings.ToLower(want)) {
			t.Errorf("the report does not say %q:\n%s", want, report)
		}
	}
	st := h.session.State()
	if len(st.Decisions) != 2 || len(st.Notes) != 1 || !st.Ended {
		t.Errorf("in the end: %+v", st)
	}
	for _, p := range []*browsertest.Page{desk, front, yard, evaluator, wall} {
		p.Quiet()
	}
}

// fetched is what lies at an address.
func fetched(t *testing.T, url string) string {
	t.Helper()
	response, err := http.Get(url)
	fatal(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	fatal(t, err)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %s", url, response.Status, text)
	}
	return string(text)
}
