using System.Globalization;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>A number of the configuration: where it is, how it is called, and how it is read and written.</summary>
/// <param name="Path">Its place, as faults name it: <c>retry.delay</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Unit">Its unit; empty for a plain number.</param>
/// <param name="Range">What it may be.</param>
/// <param name="Help">What it does.</param>
/// <param name="Get">The number in a configuration; null for none.</param>
/// <param name="Set">A configuration with another number.</param>
public sealed record NumberField(
    string Path,
    string Label,
    string Unit,
    string Range,
    string Help,
    Func<ServiceConfiguration, double?> Get,
    Func<ServiceConfiguration, double?, ServiceConfiguration> Set
)
{
    /// <summary>What it means to leave it empty; null when it must not be.</summary>
    public string? Empty { get; init; }

    /// <summary>True when it may be left empty.</summary>
    public bool IsOptional => Empty is not null;

    /// <summary>True when it has no fraction.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The text of the number in a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    public string Text(ServiceConfiguration configuration) =>
        Get(configuration)?.ToString("0.######", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>Puts a text into a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="text">What is written.</param>
    /// <returns>The configuration with it, or what is wrong with the text.</returns>
    public Result<ServiceConfiguration> Write(ServiceConfiguration configuration, string text)
    {
        if (text.Trim().Length == 0)
        {
            return IsOptional ? Set(configuration, null) : new Failure("a number is needed", Path);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return new Failure($"'{text.Trim()}' is not a number", Path);
        }

        // What the range forbids anyhow must not overflow on its way there.
        if (Math.Abs(number) > 1e8)
        {
            return new Failure($"{text.Trim()} is out of range; it must be {Range}", Path);
        }

        return IsWhole && number != Math.Floor(number)
            ? new Failure($"{text.Trim()} is not a whole number", Path)
            : Set(configuration, number);
    }
}
