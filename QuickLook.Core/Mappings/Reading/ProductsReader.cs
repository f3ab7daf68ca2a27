using System.Text.Json;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads <c>products</c>: true or false by kind.</summary>
internal static class ProductsReader
{
    public static ProductChoice Read(MappingObject file, FaultList faults)
    {
        var choice = ProductChoice.Default;
        string[] names = [.. ProductKinds.All.Select(kind => kind.Name())];
        if (file.Find("products") is not { } node || MappingObject.Of(node, faults, names) is not { } products)
        {
            return choice;
        }

        foreach (var kind in ProductKinds.All)
        {
            if (products.Find(kind.Name()) is not { } value)
            {
                continue;
            }

            if (value.Kind is JsonValueKind.True or JsonValueKind.False)
            {
                choice = choice.With(kind, value.Kind == JsonValueKind.True);
            }
            else
            {
                faults.Add(value, $"true or false is expected, not {value.KindName}");
            }
        }

        return choice;
    }
}
