using System.Globalization;
using QuickLook.Core.Judging;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Web.Components.Shared;

/// <summary>The words for what became of a run, for verdicts and origins, and how moments are written.</summary>
public static class StateText
{
    /// <summary>What stands where there is no value.</summary>
    public const string Nothing = "–";

    /// <summary>A state.</summary>
    /// <param name="state">The state.</param>
    public static string Of(RunState state) => state == RunState.PartlyFailed ? "partly failed" : state.ToString().ToLowerInvariant();

    /// <summary>A verdict: two more words than <see cref="Status"/> has.</summary>
    /// <param name="quality">The verdict.</param>
    public static string Of(Quality quality) =>
        quality switch
        {
            Quality.Unknown => "unknown",
            Quality.None => "not judged",
            _ => StatusOf.Verdict(quality).Word(),
        };

    /// <summary>A lane.</summary>
    /// <param name="lane">The lane.</param>
    public static string Of(ProcessLane lane) => lane == ProcessLane.Live ? "live" : "backlog";

    /// <summary>A moment in UTC, to the second.</summary>
    /// <param name="at">The moment.</param>
    public static string Moment(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>How long something took; a dash when it has not ended.</summary>
    /// <param name="from">When it began.</param>
    /// <param name="to">When it ended.</param>
    public static string Took(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } started && to is { } ended ? Elapsed.Clock(ended - started) : Nothing;
}
