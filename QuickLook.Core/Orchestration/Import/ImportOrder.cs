using System.Text.RegularExpressions;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>A reductions tree of another site that is to be imported.</summary>
public sealed partial record ImportOrder
{
    /// <summary>Most exposures of one import.</summary>
    public const int MostExposures = 100_000;

    /// <summary>The tree's production root: <c>exposures/NIGHT/EXPID8/ql-mergedQA-CAMERA-EXPID8.json</c> below it.</summary>
    public required string Root { get; init; }

    /// <summary>Name of the site, which stands on everything that is imported: 1 to 40 letters, digits, dots, hyphens and underscores.</summary>
    public required string Site { get; init; }

    /// <summary>This night only; null for all.</summary>
    public Night? Night { get; init; }

    /// <summary>True to say what would be imported without writing anything.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Time zone of the tree's observatory, an IANA name; tells to which night a moment belongs. Default <c>America/Phoenix</c>.</summary>
    public string SiteTimeZone { get; init; } = new OrchestrationOptions().SiteTimeZone;

    /// <summary>Why it makes no sense; null when it does.</summary>
    public Failure? Fault() =>
        !SiteName().IsMatch(Site) ? new Failure("the name of a site has 1 to 40 letters, digits, dots, hyphens and underscores", Site)
        : !TimeZoneInfo.TryFindSystemTimeZoneById(SiteTimeZone, out _) ? new Failure("this is not a time zone", SiteTimeZone)
        : null;

    [GeneratedRegex("^[A-Za-z0-9._-]{1,40}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SiteName();
}
