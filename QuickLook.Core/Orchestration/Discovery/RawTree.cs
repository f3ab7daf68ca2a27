using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>Looks through the raw-data root.</summary>
internal static class RawTree
{
    // Any night may get files, but between two full sweeps those of the last days are looked at more often.
    private const int NewestNights = 3;

    /// <summary>Raw exposures on disk in order of night and number.</summary>
    /// <param name="rawRoot">The root.</param>
    /// <param name="allNights">False for the newest nights only.</param>
    /// <returns>The files; a transient failure when the root cannot be read.</returns>
    public static Result<IReadOnlyList<RawPath>> Sweep(string rawRoot, bool allNights)
    {
        try
        {
            var nights = Directory
                .EnumerateDirectories(rawRoot)
                .Select(folder => Path.GetFileName(folder))
                .Where(name => Instrument.Night.Parse(name).IsSuccess)
                .OrderDescending(StringComparer.Ordinal)
                .Take(allNights ? int.MaxValue : NewestNights)
                .Reverse();
            return Result<IReadOnlyList<RawPath>>.Success([.. nights.SelectMany(night => InNight(rawRoot, night))]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the raw-data root cannot be read: {problem.Message}", rawRoot, FailureKind.Transient);
        }
    }

    /// <summary>Raw exposures of one night on disk.</summary>
    public static IEnumerable<RawPath> InNight(string rawRoot, string night)
    {
        var folder = Path.Combine(rawRoot, night);
        return !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateDirectories(folder)
                .Select(exposure => RawPath.OfFolder(rawRoot, night, Path.GetFileName(exposure)))
                .OfType<RawPath>()
                .Where(raw => File.Exists(raw.FullPath))
                .OrderBy(raw => raw.Exposure);
    }
}
