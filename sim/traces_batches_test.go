package sim

import (
	"testing"

	"ripple/sim/calendar"
)

// payments makes a shop in which orders are approved (5, by the office, at 60,
// 120, …) and then paid (10, by finance, 5 away), in batches.
func payments(orders int, b *Batch) *shop {
	s := newShop(orders, 60, "office", "finance")
	s.step("approve", 0, 5)
	s.step("pay", 1, 10).Batch = b
	s.lead("approve", 5, "pay")
	return s
}

// TestBatchAtItsTimes: there at 70, 130, 190, 250 and 310. Payments are made at 190
// and 300: those of 70, 130 and, just in time, 190 are released at 190 and paid one
// after the other, 190–220; that of 250 at 300. That of 310 waits for ever.
func TestBatchAtItsTimes(t *testing.T) {
	s := payments(5, &Batch{At: []Tick{minutes(30), minutes(190), minutes(300)}})
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 pay", 190)
	v.happened(t, "work-started o-1 pay", 200)
	v.happened(t, "work-started o-2 pay", 210)
	v.happened(t, "work-started o-3 pay", 300)
	v.happened(t, "work-started o-4 pay")
	v.spent(t, 1, CauseBatch, 120+60+0+50)
	v.spent(t, 1, CauseStaff, 0+10+20)
	v.spent(t, 1, CauseWork, 40)
	if g := v.world.Segments[0]; g.Delivered != 4 || g.Unfinished != 1 {
		t.Errorf("%+v", g)
	}
}

// TestBatchOfANumber: batches of two: those of 70 and 130 go at 130, those of 190
// and 250 at 250, those of 310 and 370 at 370. That of 430 is left alone and given
// up when its patience ends, at 420 + 90.
func TestBatchOfANumber(t *testing.T) {
	s := payments(7, &Batch{Of: 2})
	s.Streams[0].Patience = elapsed(90)
	s.Departments[1].Teams[0].Staff = 2
	v := s.live(t, Baseline)
	for n, at := range []float64{130, 130, 250, 250, 370, 370} {
		v.happened(t, s.named("work-started", 0, 0, n)+" pay", at)
	}
	v.happened(t, "work-lost o-6 pay", 420+90)
	v.spent(t, 1, CauseBatch, 3*60)
}

// TestBatchOfANumberOrAfterATime: ten, or what is there 100 after the first came:
// those of 70 and 130 go at 170, those of 190 and 250 at 290, those of 310 and 370
// at 410. With two instead of ten they go at 130, 250 and 370.
func TestBatchOfANumberOrAfterATime(t *testing.T) {
	s := payments(6, &Batch{Of: 10, After: elapsed(100)})
	s.Departments[1].Teams[0].Staff = 10
	v := s.live(t, Baseline)
	for n, at := range []float64{170, 170, 290, 290, 410, 410} {
		v.happened(t, s.named("work-started", 0, 0, n)+" pay", at)
	}
	s.Steps[1].Batch.Of = 2
	v = s.live(t, Baseline)
	for n, at := range []float64{130, 130, 250, 250, 370, 370} {
		v.happened(t, s.named("work-started", 0, 0, n)+" pay", at)
	}
}

// TestWhoIsFirstInABatchCounts: 100 after the first came; the first, of 70, is given
// up at 140, so that those of 130 and 190 go 100 after 130.
func TestWhoIsFirstInABatchCounts(t *testing.T) {
	s := payments(3, &Batch{After: elapsed(100)})
	s.Departments[1].Teams[0].Staff = 10
	s.orders("p", 1, 55) // approved at 60, before o-0; there at 65, given up at 140
	s.Streams[1].Patience = elapsed(85)
	v := s.live(t, Baseline)
	v.happened(t, "work-lost p-0 pay", 140)
	v.happened(t, "work-started o-0 pay", 170)
	v.happened(t, "work-started o-1 pay", 170)
	v.happened(t, "work-started o-2 pay", 290)
}

// TestBatchIsOnePieceOfWork: those of 70 and 130 are released at 150 and paid
// together, in 10: 150–160. That of 190 is released at 300, with that of 250, while
// finance is away until 320 (a system is down): paid 320–330.
//
// Each has its own wait for the batch, 80 + 20 + 110 + 50, and each the wait for the
// system, 20, and the work, 10. Finance worked for 20 in all, not for 40.
func TestBatchIsOnePieceOfWork(t *testing.T) {
	s := payments(4, &Batch{At: []Tick{minutes(150), minutes(300)}, Together: true})
	s.needs("pay", "bank")
	s.inject(280, 40, Change{Param: ParamDown, Target: 0})
	v := s.live(t, DoNothing)
	v.happened(t, "work-started o-0 pay", 150)
	v.happened(t, "work-started o-1 pay", 150)
	v.happened(t, "work-finished o-0 pay", 160)
	v.happened(t, "work-finished o-1 pay", 160)
	v.happened(t, "work-finished o-2 pay", 330)
	v.happened(t, "work-finished o-3 pay", 330)
	v.spent(t, 1, CauseBatch, 80+20+110+50)
	v.spent(t, 1, CauseSystem, 2*20)
	v.spent(t, 1, CauseWork, 4*10)
	if d := v.world.Departments[1]; d.Busy != minutes(20) || d.Steps != 4 || d.Turnaround != minutes(80+20+110+50+2*20+4*10) || sum(d.Backlog) != d.Turnaround {
		t.Errorf("%+v", d)
	}
}

// TestBatchLosesThoseWhoGiveUp: patience is 180. Those of 70, 130 and 190 are
// released at 200, behind other work until 260. The first is given up at 240; the
// patience of the second ends at 300, while the batch is worked on (260–310): what is
// in hand is not dropped, and both are delivered.
//
// Those of 250, 310 and 370 are released at 400, behind work until 460: the first is
// given up at 420, the others are done 460–510.
func TestBatchLosesThoseWhoGiveUp(t *testing.T) {
	s := payments(6, &Batch{At: []Tick{minutes(200), minutes(400)}, Together: true})
	s.Steps[1].Work = fixed(50)
	s.Streams[0].Patience = elapsed(180)
	f := s.flow("other", 0)
	s.stepOf(f, "block", 1, 65)
	s.stepOf(f, "long", 1, 300)
	s.lead("block", 205, "long")
	s.orders("b", 1, 195).Flow = f // 195–260, and later
	s.orders("c", 1, 395).Flow = f // 395–460, and later
	v := s.live(t, Baseline)
	v.happened(t, "work-lost o-0 pay", 240)
	v.happened(t, "work-started o-1 pay", 260)
	v.happened(t, "work-finished o-1 pay", 310)
	v.happened(t, "work-finished o-2 pay", 310)
	v.happened(t, "work-lost o-3 pay", 420)
	v.happened(t, "work-started o-4 pay", 460)
	v.happened(t, "work-finished o-5 pay", 510)
	if d := v.world.Departments[1]; d.Busy != minutes(50+50+65+65+300+300) {
		t.Errorf("busy for %v", d.Busy)
	}
}

// TestBatchOfNobodyIsNotDone: all three of a batch, released at 200 behind work until
// 900, are given up at 240, 300 and 360: finance works 700 for the other order only.
func TestBatchOfNobodyIsNotDone(t *testing.T) {
	s := payments(3, &Batch{Of: 3, Together: true})
	s.Streams[0].Patience = elapsed(180)
	f := s.flow("other", 0)
	s.stepOf(f, "long", 1, 720)
	s.orders("b", 1, 180).Flow = f
	v := s.live(t, Baseline)
	for n, at := range []float64{240, 300, 360} {
		v.happened(t, s.named("work-lost", 0, 0, n)+" pay", at)
	}
	if d := v.world.Departments[1]; d.Busy != minutes(720) || d.Steps != 1 {
		t.Errorf("%+v", d)
	}
}

// TestBatchChangesFromADate: from 200 on in threes instead of at 500: those of 70,
// 130 and 190 go at once, those of 250, 310 and 370 at 370. From 400 on without:
// that of 430 goes as it comes, and so does that of 490.
func TestBatchChangesFromADate(t *testing.T) {
	s := payments(8, &Batch{At: []Tick{minutes(500)}})
	s.Departments[1].Teams[0].Staff = 10
	s.inject(200, 0, Change{Param: ParamBatch, Target: 1, Batch: &Batch{Of: 3}})
	s.inject(400, 0, Change{Param: ParamBatch, Target: 1})
	v := s.live(t, DoNothing)
	for n, at := range []float64{200, 200, 200, 370, 370, 370, 430, 490} {
		v.happened(t, s.named("work-started", 0, 0, n)+" pay", at)
	}
}

// TestWaitForABatchRunsOnWhileClosed: finance works from 08:00 to 17:00. The payment
// of 70 past midnight is released at 20:00 (1200) and paid at 08:00 on the next day
// (1920): the wait for the batch, 1130, keeps its ticks of closed time; the rest,
// 720, is closed. With `after 9 working hours` of its own calendar it is released at
// 17:00 (1020), which is when finance closes.
func TestWaitForABatchRunsOnWhileClosed(t *testing.T) {
	s := payments(1, &Batch{At: []Tick{minutes(1200)}})
	s.Departments[1].Teams[0].Calendar = s.officeHours(8, 17)
	v := s.live(t, Baseline)
	v.happened(t, "work-started o-0 pay", 1920)
	v.spent(t, 1, CauseBatch, 1130)
	v.spent(t, 1, CauseClosed, 720)
	s.Steps[1].Batch = &Batch{After: span{Unit: calendar.Open, N: 9 * 60 * 60_000}}
	v = s.live(t, Baseline)
	v.spent(t, 1, CauseBatch, 950)
	v.spent(t, 1, CauseClosed, 900)
}
