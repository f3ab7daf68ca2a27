using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>Which lines a reader wants to see.</summary>
/// <param name="Least">Lightest lines shown.</param>
/// <param name="Search">Text that a line or its camera contains, in any case; empty for all.</param>
public sealed record LogFilter(LogWeight Least, string Search)
{
    /// <summary>Everything.</summary>
    public static LogFilter All { get; } = new(LogWeight.Info, string.Empty);

    /// <summary>True when a line is shown.</summary>
    /// <param name="entry">The line.</param>
    public bool Passes(LogEntry entry) =>
        LogText.Weight(entry) >= Least
        && (
            Search.Length == 0
            || entry.Text.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || entry.Logger.Contains(Search, StringComparison.OrdinalIgnoreCase)
            || (entry.Camera is { } camera && camera.ToString().Equals(Search, StringComparison.OrdinalIgnoreCase))
        );
}
