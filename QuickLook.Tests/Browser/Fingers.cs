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

    private Task SendAsync(string type, (double X, double Y)[] points) =>
        session.SendAsync(
            "Input.dispatchTouchEvent",
            new Dictionary<string, object>
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
            }
        );
}
