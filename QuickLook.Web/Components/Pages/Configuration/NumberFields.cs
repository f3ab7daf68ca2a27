using QuickLook.Core.Orchestration.Configuration;

namespace QuickLook.Web.Components.Pages.Configuration;

/// <summary>The numbers of the configuration.</summary>
public static class NumberFields
{
    /// <summary>How many cameras at once, and what is late.</summary>
    public static IReadOnlyList<NumberField> Work { get; } =
    [
        new(
            "workers",
            "Workers",
            string.Empty,
            "1 to 256",
            "Cameras at the same time. Empty: as the service was started with.",
            configuration => configuration.Workers,
            (configuration, value) => configuration with { Workers = (int?)value }
        )
        {
            Empty = "as started",
            IsWhole = true,
        },
        new(
            "allowedDelay",
            "Allowed delay",
            "min",
            "1 min to 30 days",
            "An exposure that is older when its turn comes goes to the backlog; it is never dropped.",
            configuration => configuration.AllowedDelay.TotalMinutes,
            (configuration, value) => configuration with { AllowedDelay = TimeSpan.FromMinutes(value ?? 0) }
        ),
    ];

    /// <summary>How long a camera may take.</summary>
    public static IReadOnlyList<NumberField> TimeLimits { get; } =
    [
        new(
            "timeLimit.fixed",
            "Fixed limit",
            "s",
            "1 s to 24 h",
            "A camera that runs longer is ended as failed. Empty: taken from recent runs.",
            configuration => configuration.TimeLimit.Fixed?.TotalSeconds,
            (configuration, value) =>
                configuration with
                {
                    TimeLimit = configuration.TimeLimit with { Fixed = value is { } seconds ? TimeSpan.FromSeconds(seconds) : null },
                }
        )
        {
            Empty = "by usual",
        },
        new(
            "timeLimit.timesUsual",
            "Times the usual",
            "×",
            "2 to 100",
            "Without a fixed limit: so many times as long as such a camera usually takes.",
            configuration => configuration.TimeLimit.TimesUsual,
            (configuration, value) => configuration with { TimeLimit = configuration.TimeLimit with { TimesUsual = value ?? 0 } }
        ),
        new(
            "timeLimit.atLeast",
            "At least",
            "s",
            "1 s to 24 h",
            "Without a fixed limit: never less than this, also while nothing is known.",
            configuration => configuration.TimeLimit.AtLeast.TotalSeconds,
            (configuration, value) =>
                configuration with
                {
                    TimeLimit = configuration.TimeLimit with { AtLeast = TimeSpan.FromSeconds(value ?? 0) },
                }
        ),
    ];

    /// <summary>How often a camera is tried again.</summary>
    public static IReadOnlyList<NumberField> Retries { get; } =
    [
        new(
            "retry.retries",
            "Retries",
            string.Empty,
            "0 to 10",
            "Attempts after the first, for failures that may pass: disk, database. A broken file is never tried again.",
            configuration => configuration.Retry.Retries,
            (configuration, value) => configuration with { Retry = configuration.Retry with { Retries = (int)(value ?? -1) } }
        )
        {
            IsWhole = true,
        },
        new(
            "retry.delay",
            "First pause",
            "s",
            "0 s to 1 h",
            "Before the first of them; doubled before each further one.",
            configuration => configuration.Retry.Delay.TotalSeconds,
            (configuration, value) => configuration with { Retry = configuration.Retry with { Delay = TimeSpan.FromSeconds(value ?? -1) } }
        ),
    ];

    /// <summary>When a volume counts as filling up.</summary>
    public static IReadOnlyList<NumberField> Disk { get; } =
    [
        new(
            "disk.warningFreePercent",
            "Warning below",
            "% free",
            "0 to 100",
            "A volume with less free space is a warning.",
            configuration => configuration.Disk.WarningFreePercent,
            (configuration, value) => configuration with { Disk = configuration.Disk with { WarningFreePercent = value ?? -1 } }
        ),
        new(
            "disk.alarmFreePercent",
            "Alarm below",
            "% free",
            "0 to the warning",
            "A volume with less free space is an alarm.",
            configuration => configuration.Disk.AlarmFreePercent,
            (configuration, value) => configuration with { Disk = configuration.Disk with { AlarmFreePercent = value ?? -1 } }
        ),
    ];

    /// <summary>What is removed by itself.</summary>
    public static IReadOnlyList<NumberField> Retention { get; } =
    [
        new(
            "retention.productDays",
            "Products",
            "days",
            "1 to 3650; 0 keeps them",
            "Products go so long after the process ended.",
            configuration => configuration.Retention.ProductDays,
            (configuration, value) => configuration with { Retention = configuration.Retention with { ProductDays = (int)(value ?? -1) } }
        )
        {
            IsWhole = true,
        },
        new(
            "retention.logDays",
            "Run logs",
            "days",
            "1 to 3650; 0 keeps them",
            "Run logs go so long after the process ended.",
            configuration => configuration.Retention.LogDays,
            (configuration, value) => configuration with { Retention = configuration.Retention with { LogDays = (int)(value ?? -1) } }
        )
        {
            IsWhole = true,
        },
        new(
            "retention.freePercent",
            "Keep free",
            "%",
            "0 to 90; 0 asks for nothing",
            "While less is free, products of the oldest processes go, whatever their age.",
            configuration => configuration.Retention.FreePercent,
            (configuration, value) => configuration with { Retention = configuration.Retention with { FreePercent = value ?? -1 } }
        ),
        new(
            "retention.protectedHours",
            "Protected",
            "h",
            "0 to 720",
            "Products of processes that ended less long ago stay even when space is short.",
            configuration => configuration.Retention.ProtectedHours,
            (configuration, value) =>
                configuration with
                {
                    Retention = configuration.Retention with { ProtectedHours = (int)(value ?? -1) },
                }
        )
        {
            IsWhole = true,
        },
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NumberField> All { get; } = [.. Work, .. TimeLimits, .. Retries, .. Disk, .. Retention];
}
