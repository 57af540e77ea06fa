package sim

import "testing"

// dated makes a shop whose last department works by due date: orders o are
// built (10 minutes) and handed over for 100 minutes, an order m comes straight
// to the last department. Both have a promise of five hours unless said
// otherwise. A job keeps the last department's one person busy until 400.
func dated(orders int, m, promised float64) *shop {
	s := newShop(orders, 60, "workshop", "shipping")
	s.Departments[1].Teams[0].Discipline = ByDueDate
	s.Streams[0].Promise = elapsed(300)
	s.step("build", 0, 10)
	s.step("ship", 1, 5)
	s.lead("build", 100, "ship")
	s.Flows = append(s.Flows, Flow{Name: "letter", Segment: 0}, Flow{Name: "job", Segment: 0})
	s.stepOf(1, "post", 1, 5)
	s.stepOf(2, "clean", 1, 350)
	letter := s.orders("m", 1, m)
	letter.Flow, letter.Promise = 1, elapsed(promised)
	s.orders("j", 1, 50).Flow = 2
	return s
}

// TestNewPromiseReordersWhatWaits: orders 0 and 1, due at 360 and 420, wait at
// shipping from 170 and 230; the letter of 240 is due at 540. At 300 open orders
// are promised 300 minutes from then: 600 for both. The letter goes first.
func TestNewPromiseReordersWhatWaits(t *testing.T) {
	s := dated(2, 240, 300)
	s.inject(300, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(300), Value: 1})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 ship", 400)
	v.happened(t, "work-started o-1 ship", 405)
	v.happened(t, "work-started m-0 post", 410)
	v = s.live(t, DoNothing)
	v.happened(t, "work-started m-0 post", 400)
	v.happened(t, "work-started o-0 ship", 405)
	v.happened(t, "work-started o-1 ship", 410)
}

// TestNewPromiseReachesWhatIsOnTheWay: at 100 order 0 is between the departments
// and gets 100 + 600 = 700 in place of 360, so that the letter, due at 600, goes
// first. Order 1, of 120, has 720 from the start.
func TestNewPromiseReachesWhatIsOnTheWay(t *testing.T) {
	s := dated(2, 150, 450)
	s.inject(100, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(600), Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started m-0 post", 400)
	v.happened(t, "work-started o-0 ship", 405)
	v.happened(t, "work-started o-1 ship", 410)
}

// TestNewPromiseReachesWhatMovesInside: the same when both steps are shipping's,
// and the first is nobody's work: order 0 is on its way inside from 60 to 160.
func TestNewPromiseReachesWhatMovesInside(t *testing.T) {
	s := dated(1, 150, 450)
	s.Steps[0].Department, s.Steps[0].Work = 1, s.Steps[0].Wait
	s.inject(100, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(600), Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started m-0 post", 400)
	v.happened(t, "work-started o-0 ship", 405)
}

// TestPromiseIsNotForOrdersPlacedSince: the new promise holds from 100 to 150.
// Order 0 gets 700, order 1 of 120 has 720, order 2 of 180 the old 480, which
// nobody prolongs where it arrives: order 2, the letter (600), order 0, order 1.
func TestPromiseIsNotForOrdersPlacedSince(t *testing.T) {
	s := dated(3, 150, 450)
	s.inject(100, 50, Change{Param: ParamPromise, Target: 0, Span: elapsed(600), Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-2 ship", 400)
	v.happened(t, "work-started m-0 post", 405)
	v.happened(t, "work-started o-0 ship", 410)
	v.happened(t, "work-started o-1 ship", 415)
}

// TestOverdueOrdersKeepTheirDate: at 380 order 0, due at 360, is late already and
// keeps that date; order 1, due at 420, gets 980. The letter is due at 540.
func TestOverdueOrdersKeepTheirDate(t *testing.T) {
	s := dated(2, 240, 300)
	s.inject(380, 0, Change{Param: ParamPromise, Target: 0, Span: elapsed(600), Value: 1})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 ship", 400)
	v.happened(t, "work-started m-0 post", 405)
	v.happened(t, "work-started o-1 ship", 410)
}
