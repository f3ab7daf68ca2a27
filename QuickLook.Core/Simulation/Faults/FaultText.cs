using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Faults as the command line writes them: <c>NAME[:camera[:amount]]</c>, where the camera may be left empty.</summary>
public static class FaultText
{
    /// <summary>How a fault is written, for messages and help.</summary>
    public const string Form = "NAME[:camera[:amount]]";

    private const int MostParts = 3;

    /// <summary>Reads a fault: <c>cloud</c>, <c>defocus:r0</c>, <c>defocus:r0:1.8</c>, <c>cloud::0.5</c>.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The fault, or what is wrong: name, camera or amount. Whether it fits an exposure is seen when it is put into one.</returns>
    public static Result<SeededFault> Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split(':', StringSplitOptions.TrimEntries);
        if (parts.Length > MostParts || parts[0].Length == 0)
        {
            return new Failure($"a fault is written {Form}, such as defocus:r0:1.8 or cloud::0.5");
        }

        if (!FaultCatalog.Find(parts[0]).TryGet(out var entry, out var failure))
        {
            return failure;
        }

        CameraId? camera = null;
        if (parts.Length > 1 && parts[1].Length > 0)
        {
            if (!CameraId.Parse(parts[1]).TryGet(out var named, out failure))
            {
                return new Failure($"{entry.Name}: {failure}");
            }

            if (entry.Place == FaultPlace.File)
            {
                return new Failure($"{entry.Name} concerns the exposure as a whole; no camera can be named");
            }

            camera = named;
        }

        double? amount = null;
        if (parts.Length == MostParts && parts[2].Length > 0)
        {
            if (!double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return new Failure($"{entry.Name}: '{parts[2]}' is not a number");
            }

            amount = number;
        }

        return entry.AmountOf(amount).TryGet(out _, out failure) ? new SeededFault(entry.Kind, camera, amount) : failure;
    }

    /// <summary>The fault as the command line writes it.</summary>
    /// <param name="fault">The fault.</param>
    public static string Write(SeededFault fault)
    {
        var name = FaultCatalog.Of(fault.Kind).Name;
        var camera = fault.Camera?.ToString() ?? string.Empty;
        return fault.Amount is { } amount
            ? $"{name}:{camera}:{FaultAmount.Text(amount)}"
            : (camera.Length == 0 ? name : $"{name}:{camera}");
    }
}
