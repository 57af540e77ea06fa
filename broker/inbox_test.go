package broker

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nats-io/nats.go"
)

// A reader that already waits is woken at once, not at its timeout: the clock
// of the bubble moves only when everybody waits.
func TestWaitingReaderIsWokenByWhatHappensFirst(t *testing.T) {
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		happens func(*Inbox)
		want    error
	}{
		"message": {func(i *Inbox) { i.put(&nats.Msg{}) }, nil},
		"close":   {func(i *Inbox) { i.Close() }, ErrClosed},
		"failure": {func(i *Inbox) { i.conn.broker.fail(broken) }, broken},
		"nothing": {func(*Inbox) {}, ErrTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := &Conn{broker: &Broker{failed: make(chan struct{})}, lane: &lane{}}
				i := &Inbox{conn: c, arrived: make(chan struct{}, 1), done: make(chan struct{})}
				// A token left over from a message taken without waiting.
				i.put(&nats.Msg{})
				if _, err := i.Next(time.Second); err != nil {
					t.Fatal(err)
				}
				result := make(chan error, 1)
				began := time.Now()
				go func() {
					_, err := i.Next(time.Hour)
					result <- err
				}()
				synctest.Wait()
				test.happens(i)
				if err := <-result; !errors.Is(err, test.want) {
					t.Errorf("Next returned %v", err)
				}
				if waited := time.Since(began); (waited > 0) != (test.want == ErrTimeout) {
					t.Errorf("Next returned after %v", waited)
				}
			})
		})
	}
}
