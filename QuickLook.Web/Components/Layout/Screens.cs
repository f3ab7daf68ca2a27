using QuickLook.Core.Access;

namespace QuickLook.Web.Components.Layout;

/// <summary>A screen in the rail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Purpose">What it is for, in a sentence.</param>
/// <param name="Address">Where it is; null while this version has no such screen.</param>
/// <param name="Keys">Keys that open it.</param>
/// <param name="Needs">What a person must be allowed to see it in the rail.</param>
public sealed record ScreenLink(
    string Name,
    string Icon,
    string Purpose,
    string? Address = null,
    string? Keys = null,
    Permission Needs = Permission.Look
);

/// <summary>The screens of the observatory, in the order of the rail.</summary>
public static class Screens
{
    /// <summary>All of them, those that come later included: an operator sees where things will be.</summary>
    public static IReadOnlyList<ScreenLink> All { get; } =
    [
        new("Monitor", "monitor", "The exposure that is being processed, live.", "monitor", "g m"),
        new("Processing", "processing", "The queue, past processes, reprocessing.", "processing", "g p"),
        new("Observing", "observing", "The exposures of a night with their verdicts and comments."),
        new("Afternoon planning", "planning", "What to watch tonight, agreed in the afternoon."),
        new("QA", "qa", "Each test of an exposure with its figures and what to do.", "qa", "g q"),
        new("Trends", "trends", "Metrics over time, by camera and amplifier.", "trends", "g t"),
        new("Conditions", "conditions", "One quantity against another: sky, seeing, airmass.", "conditions", "g c"),
        new("Survey", "survey", "Tiles done and to be done, on the sky.", "survey", "g s"),
        new("Alerts", "bell", "Alarms with their life: raised, acknowledged, muted, closed."),
        new("Admin", "admin", "Users, audit log, mappings, limits, configuration.", "admin", "g d", Permission.Administer),
    ];
}
