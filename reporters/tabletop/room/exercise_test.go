package room

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"ripple/broker"
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
	saved, err := http.Get(h.link("facilitator") + "saved.yaml")
	fatal(t, err)
	defer saved.Body.Close()
	text, err := io.ReadAll(saved.Body)
	fatal(t, err)
	s, err := scenarios.Load(written(t, string(text)), scenarios.Options{})
	fatal(t, err)
	bus, err := broker.Start(context.Background(), broker.Options{})
	fatal(t, err)
	defer bus.Close()
	again, err := sim.Run(context.Background(), s.Model, bus, sim.Options{Replications: 1})
	fatal(t, err)
	lived, same := &h.session.Course().Worlds[tabletop.Room], &again.Worlds[0][tabletop.Room]
	if lived.Segments[0].Delivered == 0 || lived.Segments[0].Delivered != same.Segments[0].Delivered || lived.Segments[0].Revenue != same.Segments[0].Revenue {
		t.Errorf("the room has %+v, its file %+v", lived.Segments[0], same.Segments[0])
	}
	st := h.session.State()
	if len(st.Decisions) != 2 || len(st.Notes) != 1 || !st.Ended {
		t.Errorf("in the end: %+v", st)
	}
	for _, p := range []*browsertest.Page{desk, front, yard, evaluator, wall} {
		p.Quiet()
	}
}
