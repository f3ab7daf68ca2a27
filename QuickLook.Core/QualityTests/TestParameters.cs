using System.Text.Json;
using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>Reads parameters of a recipe step; a wrong one is a failure that names its key, a missing one takes the default.</summary>
internal static class TestParameters
{
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

    private static bool TryNumber(JsonNode? node, out double number)
    {
        number = double.NaN;
        return node is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
