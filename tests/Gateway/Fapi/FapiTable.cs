namespace Pmo.Gateway.Tests.Fapi;

/// <summary>Which test holds which case of <c>fapi2-cases.txt</c>.</summary>
internal static class FapiTable
{
    public static readonly IReadOnlyDictionary<string, (Type Tests, string Name)> Cases = new Dictionary<string, (Type, string)>(StringComparer.Ordinal)
    {
        ["discovery-end-point-verification"] = Token(nameof(FapiTokenTests.Discovery_end_point_verification)),
        ["happy-flow"] = Token(nameof(FapiTokenTests.Happy_flow)),
        ["access-token-type-header-case-sensitivity"] = Token(nameof(FapiTokenTests.Access_token_type_header_case_sensitivity)),
        ["check-dpop-proof-nbf-exp"] = Token(nameof(FapiTokenTests.Check_dpop_proof_nbf_exp)),
        ["ensure-dpopproof-with-iat-10seconds-before-succeeds"] = Token(nameof(FapiTokenTests.Ensure_dpopproof_with_iat_10seconds_before_or_after_succeeds)),
        ["ensure-dpopproof-with-iat-10seconds-after-succeeds"] = Token(nameof(FapiTokenTests.Ensure_dpopproof_with_iat_10seconds_before_or_after_succeeds)),
        ["ensure-client-id-in-token-endpoint"] = Token(nameof(FapiTokenTests.Ensure_client_id_in_token_endpoint)),
        ["ensure-holder-of-key-required"] = Token(nameof(FapiTokenTests.Ensure_holder_of_key_required)),
        ["ensure-signed-client-assertion-with-RS256-fails"] = Token(nameof(FapiTokenTests.Ensure_signed_client_assertion_with_RS256_fails)),
        ["ensure-client-assertion-in-token-endpoint"] = Token(nameof(FapiTokenTests.Ensure_client_assertion_in_token_endpoint)),
        ["ensure-client-assertion-with-exp-is-5-minutes-in-past-fails"] =
            Token(nameof(FapiTokenTests.Ensure_client_assertion_with_exp_is_5_minutes_in_past_fails)),
        ["ensure-client-assertion-with-wrong-aud-fails"] = Token(nameof(FapiTokenTests.Ensure_client_assertion_with_wrong_aud_fails)),
        ["ensure-client-assertion-with-no-sub-fails"] = Token(nameof(FapiTokenTests.Ensure_client_assertion_with_no_sub_fails)),

        ["dpop: header name all upper case"] = Resource(nameof(FapiResourceTests.Header_name_all_upper_case)),
        ["dpop: two DPoP headers"] = Resource(nameof(FapiResourceTests.Two_DPoP_headers)),
        ["dpop: not a JWT"] = Resource(nameof(FapiResourceTests.Not_a_JWT)),
        ["dpop: typ missing"] = Resource(nameof(FapiResourceTests.Header_member_missing)),
        ["dpop: alg missing"] = Resource(nameof(FapiResourceTests.Header_member_missing)),
        ["dpop: jwk missing"] = Resource(nameof(FapiResourceTests.Header_member_missing)),
        ["dpop: jti missing"] = Resource(nameof(FapiResourceTests.Claim_missing)),
        ["dpop: htm missing"] = Resource(nameof(FapiResourceTests.Claim_missing)),
        ["dpop: htu missing"] = Resource(nameof(FapiResourceTests.Claim_missing)),
        ["dpop: iat missing"] = Resource(nameof(FapiResourceTests.Claim_missing)),
        ["dpop: ath missing"] = Resource(nameof(FapiResourceTests.Claim_missing)),
        ["dpop: typ wrong"] = Resource(nameof(FapiResourceTests.Typ_wrong)),
        ["dpop: RS256"] = Resource(nameof(FapiResourceTests.RS256)),
        ["dpop: alg none"] = Resource(nameof(FapiResourceTests.Alg_none)),
        ["dpop: bad signature"] = Resource(nameof(FapiResourceTests.Bad_signature)),
        ["dpop: private key in jwk"] = Resource(nameof(FapiResourceTests.Private_key_in_jwk)),
        ["dpop: wrong htm"] = Resource(nameof(FapiResourceTests.Wrong_htm)),
        ["dpop: htu with query and fragment"] = Resource(nameof(FapiResourceTests.Htu_of_this_address)),
        ["dpop: htu without them"] = Resource(nameof(FapiResourceTests.Htu_of_this_address)),
        ["dpop: htu of another URL"] = Resource(nameof(FapiResourceTests.Htu_of_another_URL)),
        ["dpop: iat 1 hour ahead"] = Resource(nameof(FapiResourceTests.Iat_1_hour_ahead_or_past)),
        ["dpop: iat 1 hour past"] = Resource(nameof(FapiResourceTests.Iat_1_hour_ahead_or_past)),
        ["dpop: the same jti twice"] = Resource(nameof(FapiResourceTests.The_same_jti_twice)),
        ["dpop: ath wrong"] = Resource(nameof(FapiResourceTests.Ath_wrong)),
        ["dpop: signed with another key"] = Resource(nameof(FapiResourceTests.Signed_with_another_key)),
        ["dpop: unknown extra claims"] = Resource(nameof(FapiResourceTests.Unknown_extra_claims)),
        ["dpop: htu in upper-case scheme and host"] = Resource(nameof(FapiResourceTests.Htu_of_this_address)),
        ["dpop: htu with default port"] = Resource(nameof(FapiResourceTests.Htu_with_default_port)),
        ["dpop: no proof"] = Resource(nameof(FapiResourceTests.No_proof)),
        ["dpop: no proof and Bearer"] = Resource(nameof(FapiResourceTests.No_proof_and_Bearer)),
        ["dpop: a right proof still works at the end"] = Resource(nameof(FapiResourceTests.A_right_proof_still_works_at_the_end)),
    };

    private static (Type Tests, string Name) Token(string name) => (typeof(FapiTokenTests), name);

    private static (Type Tests, string Name) Resource(string name) => (typeof(FapiResourceTests), name);
}
