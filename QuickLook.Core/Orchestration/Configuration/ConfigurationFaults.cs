using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Engines;

namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>What is wrong with a configuration, one sentence each, with its place in front.</summary>
public static class ConfigurationFaults
{
    /// <summary>Every fault; empty when there is none.</summary>
    /// <param name="configuration">What to check.</param>
    public static IReadOnlyList<string> Of(ServiceConfiguration configuration) =>
        [
            .. Selection(configuration),
            .. Times(configuration),
            .. Numbers(configuration),
            .. EngineNames(configuration),
            .. EngineDefinitions.Faults(configuration.Engines).Select(fault => fault.ToString()),
        ];

    private static IEnumerable<string> Selection(ServiceConfiguration configuration)
    {
        if (configuration.Flavors.IsDefault)
        {
            yield return "flavors: a list is expected; an empty one processes nothing";
        }

        if (configuration.Cameras.IsDefaultOrEmpty)
        {
            yield return "cameras: at least one camera must be processed; to process none, stop the pipeline";
        }
        else if (configuration.Cameras.Distinct().Count() < configuration.Cameras.Length)
        {
            yield return "cameras: a camera is named twice";
        }

        if (configuration.ExpectedCameras is { } expected && expected.Distinct().Count() < expected.Length)
        {
            yield return "expectedCameras: a camera is named twice";
        }
    }

    private static IEnumerable<string> Times(ServiceConfiguration configuration)
    {
        (string Name, TimeSpan Value, TimeSpan Low, TimeSpan High)[] spans =
        [
            ("allowedDelay", configuration.AllowedDelay, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
            ("timeLimit.atLeast", configuration.TimeLimit.AtLeast, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            ("timeLimit.fixed", configuration.TimeLimit.Fixed ?? TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            ("retry.delay", configuration.Retry.Delay, TimeSpan.Zero, TimeSpan.FromHours(1)),
        ];
        return spans
            .Where(span => span.Value < span.Low || span.Value > span.High)
            .Select(span => $"{span.Name}: {span.Value} is out of range; it must be {span.Low} to {span.High} (d.hh:mm:ss)");
    }

    private static IEnumerable<string> Numbers(ServiceConfiguration configuration)
    {
        (string Name, double Value, double Low, double High)[] numbers =
        [
            ("workers", configuration.Workers ?? 1, 1, 256),
            ("timeLimit.timesUsual", configuration.TimeLimit.TimesUsual, 2, 100),
            ("retry.retries", configuration.Retry.Retries, 0, 10),
            ("disk.warningFreePercent", configuration.Disk.WarningFreePercent, 0, 100),
            ("disk.alarmFreePercent", configuration.Disk.AlarmFreePercent, 0, configuration.Disk.WarningFreePercent),
            ("retention.productDays", configuration.Retention.ProductDays, 0, 3650),
            ("retention.logDays", configuration.Retention.LogDays, 0, 3650),
            ("retention.freePercent", configuration.Retention.FreePercent, 0, 90),
            ("retention.protectedHours", configuration.Retention.ProtectedHours, 0, 720),
        ];
        return numbers
            .Where(number => !(number.Value >= number.Low && number.Value <= number.High))
            .Select(number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number.Name}: {number.Value} is out of range; it must be {number.Low} to {number.High}"
                )
            );
    }

    private static IEnumerable<string> EngineNames(ServiceConfiguration configuration)
    {
        var names = configuration.Engines.IsDefault
            ? []
            : configuration.Engines.Select(engine => engine.Name).ToHashSet(StringComparer.Ordinal);
        var known = string.Join(", ", names);
        if (!names.Contains(configuration.DefaultEngine))
        {
            yield return $"defaultEngine: there is no engine '{configuration.DefaultEngine}'; there are {known}";
        }

        foreach (var (flavor, name) in configuration.EngineOfFlavor)
        {
            if (!names.Contains(name))
            {
                yield return $"engineOfFlavor.{flavor.Name()}: there is no engine '{name}'; there are {known}";
            }
        }
    }
}
