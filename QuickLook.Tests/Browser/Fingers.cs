using Microsoft.Playwright;

namespace QuickLook.Tests.Browser;

/// <summary>Fingers on the screen, as the browser itself sees them; gestures come out of them as they do on a tablet.</summary>
internal sealed class Fingers(ICDPSession session)
{
    public static async Task<Fingers> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync(
            "Emulation.setTouchEmulationEnabled",
            new Dictionary<string, object> { ["enabled"] = true, ["maxTouchPoints"] = 5 }
        );
        return new Fingers(session);
    }

    /// <summary>Puts fingers down, one more or all.</summary>
    public Task PutAsync(params (double X, double Y)[] at) => SendAsync("touchStart", at);

    /// <summary>Moves the fingers that are down, each to its new place.</summary>
    public Task MoveAsync(params (double X, double Y)[] to) => SendAsync("touchMove", to);

    /// <summary>Lifts all of them.</summary>
    public Task LiftAsync() => SendAsync("touchEnd", []);

    /// <summary>Taps with one finger, a tenth of a second apart by the clock of the events, however slow the machine is.</summary>
    public Task TapAsync((double X, double Y) at, int times = 1)
    {
        var start = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var sent = new List<Task>();
        for (var tap = 0; tap < times; tap++)
        {
            // Not awaited one by one: a finger that is down for long does something else.
            sent.Add(SendAsync("touchStart", [at], start + (0.1 * tap)));
            sent.Add(SendAsync("touchEnd", [], start + (0.1 * tap) + 0.05));
        }

        return Task.WhenAll(sent);
    }

    private Task SendAsync(string type, (double X, double Y)[] points, double? when = null)
    {
        var arguments = new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points
                .Select(
                    (point, id) =>
                        new Dictionary<string, object>
                        {
                            ["x"] = point.X,
                            ["y"] = point.Y,
                            ["id"] = id,
                        }
                )
                .ToArray(),
        };
        if (when is { } time)
        {
            arguments["timestamp"] = time;
        }

        return session.SendAsync("Input.dispatchTouchEvent", arguments);
    }
}
