using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pmo.Hosting.Problems;

/// <summary>Codes that a service answers, so that its description can name them.</summary>
internal sealed record ErrorCatalog(IEnumerable<ErrorCode> Codes);

/// <summary>Names every code of errors in the OpenAPI description, as the schema <see cref="Schema"/>.</summary>
public sealed class ErrorCodeDescriber : IOpenApiDocumentTransformer
{
    /// <summary>Name of the schema, which the Gateway merges from all services.</summary>
    public const string Schema = "ErrorCode";

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        var codes = context.ApplicationServices.GetServices<ErrorCatalog>().SelectMany(c => c.Codes).Select(c => c.Code)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[Schema] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "Stable codes of problem details. What each means and how to mend it: docs/errors.md.",
            Examples = [.. codes.Select(c => (JsonNode)JsonValue.Create(c))],
        };
        return Task.CompletedTask;
    }
}

/// <summary>Registers codes for the description.</summary>
public static class ErrorCodeSetup
{
    /// <summary>Adds the codes of a service to those that every service answers.</summary>
    public static IServiceCollection AddErrorCodes(this IServiceCollection services, IEnumerable<ErrorCode> codes) =>
        services.AddSingleton(new ErrorCatalog(codes));
}
