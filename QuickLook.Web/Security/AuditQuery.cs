using System.Globalization;
using QuickLook.Core.Storage.Service;

namespace QuickLook.Web.Security;

/// <summary>Which commands the audit page shows, as it stands in the page's address.</summary>
/// <param name="Actor">Only of this actor.</param>
/// <param name="Action">Only actions that begin with this.</param>
/// <param name="Text">Only with this text in the detail or the source.</param>
/// <param name="From">Only from this day on, UTC, <c>2026-11-26</c>.</param>
/// <param name="To">Only up to this day, UTC, included.</param>
public sealed record AuditQuery(string? Actor, string? Action, string? Text, string? From, string? To)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>As the store understands it; a day that is none leaves the period open.</summary>
    public AuditFilter Filter =>
        new()
        {
            Actor = Actor?.Trim(),
            Action = Action?.Trim(),
            Text = Text?.Trim(),
            From = Midnight(Day(From)),
            Before = Midnight(Day(To)?.AddDays(1)),
        };

    /// <summary>For the address, without what is empty.</summary>
    public IReadOnlyDictionary<string, object?> Parameters =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["actor"] = Given(Actor),
            ["action"] = Given(Action),
            ["text"] = Given(Text),
            ["from"] = Given(From),
            ["to"] = Given(To),
        };

    /// <summary>In words, for the record of an export.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            Parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Key} {parameter.Value}")
        );

    /// <summary>A day as it stands in an address; null when it is none.</summary>
    /// <param name="text">Such as <c>2026-11-26</c>.</param>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day for an address.</summary>
    /// <param name="day">The day.</param>
    public static string? Written(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset? Midnight(DateOnly? day) =>
        day is { } date ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
}
