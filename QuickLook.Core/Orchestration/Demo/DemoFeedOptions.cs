namespace QuickLook.Core.Orchestration.Demo;

/// <summary>What the demonstration feeds, where to and how fast.</summary>
public sealed class DemoFeedOptions
{
    /// <summary>A raw-data root whose exposures are fed, in order of their ids: <c>NIGHT/EXPID8/desi-EXPID8.fits.fz</c>. Required.</summary>
    public string Source { get; set; } = string.Empty;

    /// <summary>The raw-data root that is watched; exposures appear below it as an observatory writes them. Required.</summary>
    public string RawRoot { get; set; } = string.Empty;

    /// <summary>Time from one exposure to the next. Default 8 s, 0.1 s to 1 h.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Time before the first exposure, so that a browser can be opened. Default 3 s, 0 s to 1 h.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How often all exposures are fed; from the second time on with new, larger exposure ids, in the headers too. Then the night is over
    /// and nothing more comes. Default 25, 1 to 1000.
    /// </summary>
    public int Rounds { get; set; } = 25;

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Directory.Exists(Source))
        {
            yield return $"Demo: there is no folder '{Source}' to take exposures from";
        }

        if (string.IsNullOrWhiteSpace(RawRoot))
        {
            yield return "Demo: a raw-data root to write to is needed";
        }

        if (Interval.TotalSeconds is < 0.1 or > 3600)
        {
            yield return "Demo: the interval must be 0.1 s to 1 h";
        }

        if (Delay.TotalSeconds is < 0 or > 3600)
        {
            yield return "Demo: the delay must be 0 s to 1 h";
        }

        if (Rounds is < 1 or > 1000)
        {
            yield return "Demo: the number of rounds must be 1 to 1000";
        }
    }
}
