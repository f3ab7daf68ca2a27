using QuickLook.Core.Orchestration.Live;

namespace QuickLook.Web.Components.Shared.Logs;

/// <summary>Lines of a log that belong together, under a heading that folds.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">Heading.</param>
/// <param name="Summary">What happened in it.</param>
/// <param name="Count">How far it is.</param>
/// <param name="StartsFolded">True when its lines are out of sight until somebody opens it.</param>
/// <param name="Lines">Its lines, oldest first.</param>
public sealed record LogSection(string Key, string Title, string Summary, string Count, bool StartsFolded, IReadOnlyList<LogEntry> Lines);
