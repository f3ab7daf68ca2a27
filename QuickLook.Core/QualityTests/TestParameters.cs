using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>Reads parameters of a recipe step; a wrong one is a failure that names its key, a missing one takes the default.</summary>
internal static class TestParameters
{
    private const int MostWindows = 16;

    /// <summary>A finite number.</summary>
    /// <param name="parameters">Parameters by key.</param>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value of a missing parameter.</param>
    public static Result<double> Number(IReadOnlyDictionary<string, JsonNode> parameters, string key, double fallback)
    {
        if (!parameters.TryGetValue(key, out var node))
        {
            return fallback;
        }

        return TryNumber(node, out var number) ? number : new Failure("the parameter is not a number", key);
    }

    /// <summary>A list of finite numbers.</summary>
    /// <param name="parameters">Parameters by key.</param>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value of a missing parameter.</param>
    public static Result<double[]> Numbers(IReadOnlyDictionary<string, JsonNode> parameters, string key, double[] fallback)
    {
        if (!parameters.TryGetValue(key, out var node))
        {
            return fallback;
        }

        if (node is not JsonArray array)
        {
            return new Failure("the parameter is not a list of numbers", key);
        }

        var numbers = new double[array.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!TryNumber(array[i], out numbers[i]))
            {
                return new Failure($"element {i + 1} is not a number", key);
            }
        }

        return numbers;
    }

    /// <summary>Intervals of wavelengths: texts such as <c>"4000, 4500"</c>, or pairs of numbers.</summary>
    /// <param name="parameters">Parameters by key.</param>
    /// <param name="key">The key.</param>
    /// <param name="fallback">Value of a missing parameter.</param>
    /// <returns>At least one interval, each with its lower end first.</returns>
    public static Result<(double Low, double High)[]> Windows(
        IReadOnlyDictionary<string, JsonNode> parameters,
        string key,
        (double Low, double High)[] fallback
    )
    {
        if (!parameters.TryGetValue(key, out var node))
        {
            return fallback;
        }

        if (node is not JsonArray { Count: > 0 and <= MostWindows } array)
        {
            return new Failure($"the parameter is not a list of 1 to {MostWindows} windows", key);
        }

        var windows = new (double Low, double High)[array.Count];
        for (var i = 0; i < windows.Length; i++)
        {
            if (!TryWindow(array[i], out windows[i]))
            {
                return new Failure($"window {i + 1} is not two ascending numbers, such as \"4000, 4500\"", key);
            }
        }

        return windows;
    }

    /// <summary>Numbers by name for one program: <c>{"DARK": {"ELG": 0.55}}</c>. Programs are found in any case.</summary>
    /// <param name="parameters">Parameters by key.</param>
    /// <param name="key">The key.</param>
    /// <param name="program">The program.</param>
    /// <returns>The numbers, all above 0; none when the parameter or the program is missing.</returns>
    public static Result<Dictionary<string, double>> PositiveNumbersOf(
        IReadOnlyDictionary<string, JsonNode> parameters,
        string key,
        ObservingProgram program
    )
    {
        var numbers = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        if (!parameters.TryGetValue(key, out var node))
        {
            return numbers;
        }

        if (node is not JsonObject programs)
        {
            return new Failure("the parameter does not hold numbers by program and name", key);
        }

        foreach (var (name, table) in programs)
        {
            if (new ObservingProgram(name) != program)
            {
                continue;
            }

            foreach (var (entry, value) in table as JsonObject ?? [])
            {
                if (!TryNumber(value, out var number) || number <= 0)
                {
                    return new Failure($"{name}, {entry} is not a number above 0", key);
                }

                numbers[entry] = number;
            }
        }

        return numbers;
    }

    private static bool TryWindow(JsonNode? node, out (double Low, double High) window)
    {
        window = default;
        if (node is JsonArray { Count: 2 } pair)
        {
            return TryNumber(pair[0], out window.Low) && TryNumber(pair[1], out window.High) && window.Low < window.High;
        }

        var words = node is JsonValue value && value.TryGetValue(out string? text) ? text.Split(',') : [];
        return words.Length == 2 && TryNumber(words[0], out window.Low) && TryNumber(words[1], out window.High) && window.Low < window.High;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static bool TryNumber(JsonNode? node, out double number)
    {
        number = double.NaN;
        return node is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
