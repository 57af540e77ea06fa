package broker

import (
	"context"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// Every test closes what it starts: a goroutine left behind fails the package.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come; nothing passes by
// waiting.
const patience = 20 * time.Second

func start(t testing.TB, o Options) *Broker {
	t.Helper()
	b, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func dial(t testing.TB, b *Broker, name string) *Conn {
	t.Helper()
	c, err := b.Dial(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func subscribe(t testing.TB, c *Conn, subject string) *Inbox {
	t.Helper()
	i, err := c.Subscribe(subject)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func next(t testing.TB, i *Inbox) []byte {
	t.Helper()
	data, err := i.Next(patience)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
