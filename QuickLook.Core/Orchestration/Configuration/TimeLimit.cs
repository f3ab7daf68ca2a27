namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>How long one camera may run before it is ended as failed.</summary>
public sealed record TimeLimit
{
    /// <summary>A fixed limit. 1 s to 24 h; null to take it from recent runs.</summary>
    public TimeSpan? Fixed { get; init; }

    /// <summary>Without a fixed limit: so many times the usual duration of a camera of this flavor. 2 to 100; default 10.</summary>
    public double TimesUsual { get; init; } = 10;

    /// <summary>Without a fixed limit: never less than this, and the limit while nothing is known. 1 s to 24 h; default 5 min.</summary>
    public TimeSpan AtLeast { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The limit of a run.</summary>
    /// <param name="usual">How long such a camera usually takes; null when not known.</param>
    public TimeSpan Of(TimeSpan? usual)
    {
        if (Fixed is { } limit)
        {
            return limit;
        }

        var scaled = usual is { } known ? known * TimesUsual : TimeSpan.Zero;
        return scaled > AtLeast ? scaled : AtLeast;
    }
}
